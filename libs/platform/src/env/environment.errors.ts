import { AppError } from '../errors/app-error';

export interface EnvironmentProblem {
  variable: string;
  message: string;
}

/** One or more variables cannot be used; the message lists every one of them. */
export class EnvironmentInvalidError extends AppError {
  constructor(readonly problems: readonly EnvironmentProblem[]) {
    super({
      code: 'PLATFORM.ENVIRONMENT_INVALID',
      message: `The environment cannot be used: ${problems
        .map(({ variable, message }) => `${variable} ${message}`)
        .join('; ')}.`,
      details: { problems },
    });
  }
}
