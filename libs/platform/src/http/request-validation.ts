import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { ApiFieldError } from '@oracle-integration/contracts';
import { AppError } from '../errors/app-error';

/** A parameter or body that breaks the rules of its endpoint; every fault is named. */
export class RequestInvalidError extends AppError {
  constructor(errors: readonly ApiFieldError[]) {
    super({
      code: 'HTTP.REQUEST_INVALID',
      message: errors.map(({ message }) => message).join('; ') + '.',
      details: { errors },
      severity: 'info',
    });
  }
}

/** The one validation pipe: unknown members are refused, not ignored, so that a typing error is seen. */
export function requestValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new RequestInvalidError(errors.flatMap((error) => flatten(error))),
  });
}

function flatten(error: ValidationError, parent = ''): ApiFieldError[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? `${field} is not a parameter of this endpoint` : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, field))];
}
