import type { ApiTokenView } from '@oracle-integration/contracts';
import { apiTokenState } from './api-token';
import type { ApiTokenEntity } from './api-token.entity';

/** What a manager sees of a token: everything but the token and its hash. */
export function apiTokenView(token: ApiTokenEntity, now: Date): ApiTokenView {
  return {
    id: token.id,
    label: token.label,
    hint: token.hint,
    consumer: { id: token.consumerId, name: token.consumer!.name },
    state: apiTokenState(token, now),
    scopes: token.scopes,
    allowedAddresses: token.allowedAddresses,
    createdAt: token.createdAt.toISOString(),
    createdBy: token.createdBy,
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: token.lastUsedFrom,
    revokedAt: token.revokedAt?.toISOString() ?? null,
    revokedBy: token.revokedBy,
    replacedBy: token.replacedBy,
  };
}
