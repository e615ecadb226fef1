import { type ApiTokenScope, ApiTokenState } from '@oracle-integration/contracts';
import { ApiTokenExpiredError, ApiTokenRevokedError } from './api-token.errors';

/** Who calls with a token, and what they may. */
export interface ApiTokenIdentity {
  readonly id: string;
  readonly label: string;
  /** Whose token it is; the same for all tokens of one outside system. */
  readonly consumerId: number;
  readonly consumerName: string;
  readonly scopes: readonly ApiTokenScope[];
  /** Each as `normalAddressRange` spells it; none means any. */
  readonly allowedAddresses: readonly string[];
}

/** How long a token lives. */
export interface ApiTokenLife {
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A token that ends in the very moment that is asked about has ended. */
export function apiTokenState({ expiresAt, revokedAt }: ApiTokenLife, now: Date): ApiTokenState {
  if (revokedAt) return ApiTokenState.Revoked;
  return expiresAt && expiresAt <= now ? ApiTokenState.Expired : ApiTokenState.Active;
}

/** @throws ApiTokenRevokedError, ApiTokenExpiredError */
export function requireActive(life: ApiTokenLife, now: Date): void {
  if (life.revokedAt) throw new ApiTokenRevokedError(life.revokedAt);
  if (life.expiresAt && life.expiresAt <= now) throw new ApiTokenExpiredError(life.expiresAt);
}
