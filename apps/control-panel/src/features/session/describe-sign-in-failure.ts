import type { ApiError } from '../../lib/api-error';
import { strings } from '../../lib/strings';

const words = strings.session;

/** Why a sign-in did not succeed, and the number to quote where it was not a typing mistake. */
export function describeSignInFailure(error: ApiError): { reason: string; requestId: string | null } {
  return { reason: reasonOf(error), requestId: error.isTransient ? error.requestId : null };
}

function reasonOf(error: ApiError): string {
  if (error.status === 401) return words.wrongCredentials;
  if (error.status === 429) return words.tooManyAttempts(error.retryAfterSeconds);
  return error.message;
}
