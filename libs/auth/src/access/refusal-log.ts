import { Injectable } from '@nestjs/common';
import { AppError, AuditService, callerOf } from '@oracle-integration/platform';
import type { FastifyRequest } from 'fastify';
import type { AuthErrorCode } from '../auth.errors';

/** Somebody who is known tried what is not theirs. Wrong passwords and wrong tokens are noted where they are counted. */
const NOTED: ReadonlySet<string> = new Set<AuthErrorCode>([
  'AUTH.NOT_ALLOWED',
  'AUTH.CSRF_INVALID',
  'AUTH.TOKEN_SCOPE_MISSING',
]);

/** Writes into the audit log who was turned away at a route. */
@Injectable()
export class RefusalLog {
  constructor(private readonly audit: AuditService) {}

  async note(request: FastifyRequest, error: unknown): Promise<void> {
    if (!(error instanceof AppError) || !NOTED.has(error.code)) return;
    await this.audit.recordRefusal({
      ...callerOf(request),
      action: 'access.refused',
      // The pattern, not the address: an id or a filter may be a person's.
      target: `${request.method} ${request.routeOptions.url ?? ''}`,
      details: { reason: error.code },
    });
  }
}
