/** No body of ours nests deeper than six; a validator that walks a thousand levels ends in a full stack. */
const DEPTH_MAX = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);
/** Half a character: JSON can write it as an escape, no database can keep it. */
const HALF_CHARACTER = /\p{Surrogate}/u;
const NUL = '\u0000';

/** Whether JSON nests deeper than anything we take; looks at each character once, whatever it holds. */
export function isNestedTooDeeply(json: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json.charCodeAt(index);
    if (isInText) {
      if (character === BACKSLASH) index += 1;
      else if (character === QUOTE) isInText = false;
    } else if (character === QUOTE) isInText = true;
    else if (OPENING.has(character)) {
      depth += 1;
      if (depth > DEPTH_MAX) return true;
    } else if (CLOSING.has(character)) depth -= 1;
  }
  return false;
}

/**
 * Whether a value that was parsed from `json` holds text that PostgreSQL cannot keep: the NUL character, or half a
 * surrogate pair. Either can only have come by an escape, so most bodies need no second look.
 */
export function hasUnstorableText(json: string, value: unknown): boolean {
  return json.includes('\\u') && holdsUnstorable(value);
}

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NUL) || HALF_CHARACTER.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => holdsUnstorable(key) || holdsUnstorable(member));
}
