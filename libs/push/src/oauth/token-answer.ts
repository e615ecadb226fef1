import { plainWords } from '../target/plain-words';
import { retryAfterSeconds } from '../delivery/retry-policy';
import type { Trouble } from '../delivery/trouble';
import type { RemoteAnswer } from '../target/remote-answer';

export type TokenOutcome =
  { readonly token: string; readonly expiresInSeconds: number } | { readonly trouble: Trouble };

/** RFC 6749 leaves `expires_in` out at will; then an hour, the default of an identity domain, would be a guess. */
const EXPIRES_IN_DEFAULT = 300;
/** Tokens have 1 to 4 kB. A server that takes a header of more than 16 kB is rare: each delivery would fail. */
const TOKEN_LENGTH_MAX = 16_000;

const TROUBLE_BY_ERROR: ReadonlyMap<unknown, Trouble['code']> = new Map([
  ['invalid_client', 'PUSH.CLIENT_REFUSED'],
  ['unauthorized_client', 'PUSH.CLIENT_REFUSED'],
  ['invalid_scope', 'PUSH.SCOPE_REFUSED'],
]);

/**
 * Reads what the token endpoint answered: a token, or what is wrong and who must act.
 *
 * @param secrets what the request held: an endpoint that repeats it in its error must not make us repeat it
 */
export function readTokenAnswer(
  answer: RemoteAnswer,
  now: Date,
  secrets: readonly string[] = [],
): TokenOutcome {
  if (answer.kind !== 'answer') return { trouble: { code: 'PUSH.TOKEN_UNREACHABLE', detail: answer.detail } };
  const json = parseObject(answer.body);
  const token = json?.['access_token'];
  if (answer.status >= 200 && answer.status < 300 && isToken(token)) {
    const seconds = Number(json?.['expires_in']);
    return {
      token,
      expiresInSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : EXPIRES_IN_DEFAULT,
    };
  }
  return { trouble: troubleOf(answer, describe(answer, json, secrets), { json, now }) };
}

type Answer = Extract<RemoteAnswer, { kind: 'answer' }>;
type Json = Record<string, unknown> | undefined;

function troubleOf(
  { status, retryAfter }: Answer,
  detail: string,
  { json, now }: { json: Json; now: Date },
): Trouble {
  const waitSeconds = retryAfterSeconds(retryAfter, now);
  // An identity domain that is asked too often does not say for how long.
  if (status === 429 || (status === 503 && waitSeconds !== undefined)) {
    return { code: 'PUSH.ASKED_TO_WAIT', detail, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
  }
  const refused = TROUBLE_BY_ERROR.get(json?.['error']);
  if (refused || status === 401) return { code: refused ?? 'PUSH.CLIENT_REFUSED', detail };
  if (status >= 500 || status === 408) return { code: 'PUSH.TOKEN_UNREACHABLE', detail };
  return { code: 'PUSH.TOKEN_UNUSABLE', detail };
}

/** The characters that a header can carry (RFC 6750); anything else would fail each delivery, not the token. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= TOKEN_LENGTH_MAX && /^[\x21-\x7e]+$/.test(value);
}

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A token that came, though unusable, is never repeated. */
function describe(answer: Answer, json: Json, secrets: readonly string[]): string {
  const said = [json?.['error'], json?.['error_description']]
    .filter((word): word is string => typeof word === 'string' && word !== '')
    .join(', ');
  // Before the text is cut, which may leave half a secret.
  const words = plainWords(
    secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said),
    300,
  );
  return [`the token endpoint answers ${answer.status}`, words || kindOfBody(answer, json)]
    .filter(Boolean)
    .join(', ');
}

function kindOfBody({ status, body, contentType, isCut }: Answer, json: Json): string {
  if (isCut) return 'far too long for a token';
  if (/html/i.test(contentType) || /^\s*</.test(body)) return 'with a page';
  if (status >= 300) return '';
  if (!json) return 'with something that is not JSON';
  return json['access_token'] === undefined ? 'without a token' : 'with a token that no header can carry';
}
