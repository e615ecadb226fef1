import { plainWords } from '../target/plain-words';
import { retryAfterSeconds } from '../delivery/retry-policy';
import type { Trouble } from '../delivery/trouble';
import type { RemoteAnswer } from '../target/remote-answer';

export type TokenOutcome =
  { readonly token: string; readonly expiresInSeconds: number } | { readonly trouble: Trouble };

/** RFC 6749 leaves `expires_in` out at will; then an hour, the default of an identity domain, would be a guess. */
const EXPIRES_IN_DEFAULT = 300;

const TROUBLE_BY_ERROR: ReadonlyMap<unknown, Trouble['code']> = new Map([
  ['invalid_client', 'PUSH.CLIENT_REFUSED'],
  ['unauthorized_client', 'PUSH.CLIENT_REFUSED'],
  ['invalid_scope', 'PUSH.SCOPE_REFUSED'],
]);

/** Reads what the token endpoint answered: a token, or what is wrong and who must act. */
export function readTokenAnswer(answer: RemoteAnswer, now: Date): TokenOutcome {
  if (answer.kind !== 'answer') return { trouble: { code: 'PUSH.TOKEN_UNREACHABLE', detail: answer.detail } };
  const json = parseObject(answer.body);
  const error = typeof json?.['error'] === 'string' ? json['error'] : undefined;
  const detail = describe(json, error, answer.status);
  const waitSeconds = retryAfterSeconds(answer.retryAfter, now);
  if ((answer.status === 429 || answer.status === 503) && waitSeconds !== undefined) {
    return { trouble: { code: 'PUSH.ASKED_TO_WAIT', detail, waitSeconds } };
  }
  const refused = TROUBLE_BY_ERROR.get(error);
  if (refused || answer.status === 401)
    return { trouble: { code: refused ?? 'PUSH.CLIENT_REFUSED', detail } };
  const token = json?.['access_token'];
  if (answer.status >= 200 && answer.status < 300 && isToken(token)) {
    const seconds = Number(json?.['expires_in']);
    return {
      token,
      expiresInSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : EXPIRES_IN_DEFAULT,
    };
  }
  return { trouble: { code: 'PUSH.TOKEN_UNUSABLE', detail } };
}

/** The characters that a header can carry (RFC 6750); anything else would fail each delivery, not the token. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function describe(
  json: Record<string, unknown> | undefined,
  error: string | undefined,
  status: number,
): string {
  const description = json?.['error_description'];
  const words = [error, typeof description === 'string' ? description : undefined].filter(Boolean).join(', ');
  return [`the token endpoint answered ${status}`, plainWords(words, 300)].filter(Boolean).join(', ');
}
