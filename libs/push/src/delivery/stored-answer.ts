import { plainWords } from '../target/plain-words';

/** Enough to see what came of a request that went well, and to understand one that did not. */
const WELL_CHARACTERS = 400;
const OTHER_CHARACTERS = 4_000;

const NAMED_SECRET =
  /("?(?:access_token|refresh_token|client_secret|client_assertion|password|secret|authorization)"?\s*[:=]\s*"?)[^"&\s,}]+/gi;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** The beginning of an answer as it is kept: on one line, without anything that looks like a secret of others. */
export function storedAnswer(body: string, wentWell: boolean): string | null {
  const length = wentWell ? WELL_CHARACTERS : OTHER_CHARACTERS;
  // Cut first, generously: an answer may be 10 MB long. A secret cut in half is hidden by its name or its form.
  const text = body
    .slice(0, length * 2)
    .replace(NAMED_SECRET, '$1***')
    .replace(JSON_WEB_TOKEN, '***')
    .replace(BEARER, '$1 ***');
  return plainWords(text, length) || null;
}
