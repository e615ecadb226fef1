import { sha256 } from '@oracle-integration/platform';
import { asObject, type JsonObject } from './json-values';

/** What changes when the same message is sent again, or proves the sender. The rest is the message. */
const PASSING = new Set(['attempt', 'time_sent', 'token']);
const SECRET_NAMES = /^(token|secret|password)$/i;
/** Of what is no JSON, enough is kept to see what it was. */
const UNREADABLE_CHARACTERS_MAX = 65_536;

/** The text of a body. PHP files saved with a byte order mark put it in front of what they send. */
export function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** The parsed body, or `undefined` when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is kept and shown as such; the parser's own words would show parts of the body.
    return undefined;
  }
}

/** Equal for a message and its repetitions, however often it was tried and when it was sent. */
export function digestOf(text: string, root: unknown): Buffer {
  const object = asObject(root);
  return sha256(object ? JSON.stringify(without(object, PASSING)) : text);
}

/** The body as it is kept: byte for byte, but without secrets. */
export function bodyToKeep(text: string, root: unknown, secrets: readonly string[]): string {
  const object = asObject(root);
  if (object === undefined) return secrets.reduce(withoutSecret, text.slice(0, UNREADABLE_CHARACTERS_MAX));
  if (!Object.keys(object).some((name) => SECRET_NAMES.test(name))) return text;
  const hidden = Object.entries(object).map(([name, value]) => [
    name,
    SECRET_NAMES.test(name) ? '***' : value,
  ]);
  return JSON.stringify(Object.fromEntries(hidden));
}

function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}

/** PostgreSQL's text cannot hold NUL. */
function withoutSecret(text: string, secret: string): string {
  return text.replaceAll('\0', '�').replaceAll(secret, '***');
}
