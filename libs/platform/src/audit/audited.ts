import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import type { AuditAction } from '@oracle-integration/contracts';
import { AuditInterceptor } from './audit.interceptor';
import {
  asRecord,
  AUDITED_ROUTE,
  type AuditedCall,
  type AuditedFacts,
  type AuditedRoute,
} from './audited-route';

/**
 * Has each successful call of a route written into the audit log, with what was sent and with the id in its address as
 * target, unless `factsOf` says it better. For what must be written in the same transaction, a service uses
 * {@link AuditService.record}.
 */
export const Audited = (action: AuditAction, factsOf: AuditedRoute['factsOf'] = idAndBody) =>
  applyDecorators(
    SetMetadata(AUDITED_ROUTE, { action, factsOf } satisfies AuditedRoute),
    // Not for all routes: a chain of observables would be a tenth of what a page of completions takes here.
    UseInterceptors(AuditInterceptor),
  );

/** What was sent and how many it touched; nothing for a dry run. */
export function countsOf({ body, result }: AuditedCall): AuditedFacts | undefined {
  return body['dryRun'] === true ? undefined : { details: { ...body, ...asRecord(result) } };
}

function idAndBody({ params, body }: AuditedCall): AuditedFacts {
  return { target: params['id'] ?? null, details: { ...body } };
}
