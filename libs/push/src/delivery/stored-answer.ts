import { plainWords } from '../target/plain-words';

/** Enough to see what came of a request that went well, and to understand one that did not. */
const WELL_CHARACTERS = 400;
const OTHER_CHARACTERS = 4_000;

const NAMED_SECRET =
  /("?(?:access_token|refresh_token|client_secret|client_assertion|password|secret|authorization)"?\s*[:=]\s*"?)[^"&\s,}]+/gi;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** The beginning of an answer as it is kept: on one line, without anything that looks like a secret. */
export function storedAnswer(body: string, wentWell: boolean, secrets: readonly string[]): string | null {
  const length = wentWell ? WELL_CHARACTERS : OTHER_CHARACTERS;
  // Cut first, generously: an answer may be 10 MB long. A secret cut in half is hidden by its name or its form.
  let text = body.slice(0, length * 2);
  for (const secret of secrets) if (secret.length >= 4) text = text.replaceAll(secret, '***');
  text = text.replace(NAMED_SECRET, '$1***').replace(JSON_WEB_TOKEN, '***').replace(BEARER, '$1 ***');
  return plainWords(text, length) || null;
}
