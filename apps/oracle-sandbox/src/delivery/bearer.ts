import { RequestRefusedError } from '../http/request-refused.error';
import type { TokenStore } from '../token/token-store';

const CHALLENGE = 'Bearer realm="oracle-sandbox"';

/**
 * Lets a request with a valid bearer token pass.
 *
 * @throws RequestRefusedError 401 with the challenge of RFC 6750: no error code when no token was given.
 */
export function checkBearer(authorization: string | undefined, tokens: TokenStore): void {
  const token = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (!token) {
    const headers = { 'www-authenticate': CHALLENGE };
    throw new RequestRefusedError(401, 'Unauthorized', 'A bearer token is required.', headers);
  }
  const verdict = tokens.verify(token);
  if (verdict === 'valid') return;
  const detail = `The access token is ${verdict}.`;
  const challenge = `${CHALLENGE}, error="invalid_token", error_description="${detail}"`;
  throw new RequestRefusedError(401, 'Unauthorized', detail, { 'www-authenticate': challenge });
}
