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
 * Where a value that was parsed from `json` holds text that PostgreSQL cannot keep: the NUL character, or half a
 * surrogate pair. Either can only have come by an escape, so most bodies need no second look.
 *
 * @returns the place, such as `items[3].reason`, empty for the body itself; `undefined` where there is none
 */
export function unstorableText(json: string, value: unknown): string | undefined {
  return json.includes('\\u') ? placeOfUnstorable(value, '') : undefined;
}

function placeOfUnstorable(value: unknown, place: string): string | undefined {
  if (typeof value === 'string') return isUnstorable(value) ? place : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    // A name that cannot be kept cannot be repeated either: the place is what holds it.
    if (isUnstorable(key)) return place;
    const found = placeOfUnstorable(member, placeWithin(place, key, Array.isArray(value)));
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeWithin(place: string, key: string, isList: boolean): string {
  if (isList) return `${place}[${key}]`;
  return place === '' ? key : `${place}.${key}`;
}

function isUnstorable(text: string): boolean {
  return text.includes(NUL) || HALF_CHARACTER.test(text);
}
