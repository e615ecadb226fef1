/** Where one item lies in the body: first byte, and the byte after the last. */
export interface Span {
  start: number;
  end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * Finds the bytes of each element of the top-level array `items`, so that an item can be compared with an
 * earlier one exactly as it was sent and nothing is serialised again.
 *
 * @param body a JSON object that `JSON.parse` accepts and whose `items` is a non-empty array.
 */
export function itemSpans(body: Buffer): Span[] {
  let spans: Span[] = [];
  let at = skipSpace(body, 0) + 1;
  for (;;) {
    at = skipSpace(body, at);
    if (at >= body.length || body[at] === CLOSE_BRACE) return spans;
    const nameEnd = endOfValue(body, at);
    const name: unknown = JSON.parse(body.toString('utf8', at, nameEnd));
    at = skipSpace(body, skipSpace(body, nameEnd) + 1);
    const end = endOfValue(body, at);
    // A repeated member counts by its last value, as in JSON.parse.
    if (name === 'items') spans = elementSpans(body, at);
    at = skipSpace(body, end);
    if (body[at] === COMMA) at += 1;
  }
}

function elementSpans(body: Buffer, arrayStart: number): Span[] {
  const spans: Span[] = [];
  if (body[arrayStart] !== OPEN_BRACKET) return spans;
  let at = skipSpace(body, arrayStart + 1);
  while (at < body.length && body[at] !== CLOSE_BRACKET) {
    const end = endOfValue(body, at);
    spans.push({ start: at, end });
    at = skipSpace(body, end);
    if (body[at] === COMMA) at = skipSpace(body, at + 1);
  }
  return spans;
}

function skipSpace(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && body[at]! <= 0x20) at += 1;
  return at;
}

/** The byte after the value that starts here. */
function endOfValue(body: Buffer, start: number): number {
  const first = body[start];
  if (first === QUOTE) return endOfString(body, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return endOfNest(body, start);
  let at = start;
  for (; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte <= 0x20 || byte === COMMA || byte === COLON || byte === CLOSE_BRACE || byte === CLOSE_BRACKET)
      break;
  }
  return at;
}

function endOfString(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

function endOfNest(body: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < body.length) {
    const byte = body[at]!;
    if (byte === QUOTE) {
      at = endOfString(body, at);
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    at += 1;
    if (depth === 0) break;
  }
  return at;
}
