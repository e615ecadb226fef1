import { SsoRefusal } from '@oracle-integration/contracts';
import { errorCode } from '@oracle-integration/platform';
import * as oidc from 'openid-client';
import { SingleSignOnOffError } from '../managers/account.errors';

/** Somebody whom the provider knows is not let in here. */
export class SsoRefusedError extends Error {
  constructor(readonly refusal: SsoRefusal) {
    super(`Single sign-on refused: ${refusal}`);
    this.name = 'SsoRefusedError';
  }
}

/** Why a sign-in did not come to its end. */
export function refusalOf(error: unknown): SsoRefusal {
  if (error instanceof SsoRefusedError) return error.refusal;
  if (error instanceof SingleSignOnOffError) return SsoRefusal.Off;
  if (error instanceof oidc.AuthorizationResponseError) return SsoRefusal.Denied;
  // A code that was used, or lay about for too long.
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return SsoRefusal.Expired;
  return isOfTheNetwork(error) ? SsoRefusal.ProviderUnreachable : SsoRefusal.AnswerInvalid;
}

function isOfTheNetwork(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (errorCode(error) === 'OAUTH_TIMEOUT') return true;
  // A provider that is starting, or a proxy without one behind it.
  const { cause } = error as { cause?: unknown };
  return cause instanceof Response ? cause.status >= 500 : cause !== undefined && isOfTheNetwork(cause);
}
