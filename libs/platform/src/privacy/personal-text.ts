/** What stands where a text named the person. */
export const ERASED_TEXT = '[erased]';
/** Shorter terms would be found in anything. */
const TERM_CHARACTERS_MIN = 3;

/** Finds and removes what names one person in texts that are about something else. */
export class PersonalText {
  private readonly pattern: RegExp | undefined;
  readonly terms: readonly string[];

  constructor(terms: readonly string[]) {
    this.terms = [...new Set(terms.map((term) => term.trim()))]
      .filter((term) => term.length >= TERM_CHARACTERS_MIN)
      // The longest first: an address is removed as a whole, not the user name within it.
      .flatMap((term) => [...new Set([term, asciiJson(term)])])
      .sort((left, right) => right.length - left.length);
    if (this.terms.length === 0) return;
    const anyTerm = this.terms.map(escaped).join('|');
    this.pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyTerm})(?![\\p{L}\\p{N}])`, 'giu');
  }

  /** The text without what names the person; the very same one where it does not. */
  withoutNames(text: string): string {
    return this.pattern ? text.replace(this.pattern, ERASED_TEXT) : text;
  }

  /** The same for every text within a value that JSON can hold. */
  withoutNamesWithin<Value>(value: Value): Value {
    return this.within(value) as Value;
  }

  names(text: string): boolean {
    return this.withoutNames(text) !== text;
  }

  /** For `ILIKE ANY`: whatever names the person is among what these find. */
  get likePatterns(): string[] {
    return this.terms.map((term) => `%${term.replace(/[\\%_]/g, '\\$&')}%`);
  }

  private within(value: unknown): unknown {
    if (typeof value === 'string') return this.withoutNames(value);
    if (Array.isArray(value)) return value.map((member) => this.within(member));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [this.withoutNames(key), this.within(member)]),
    );
  }
}

/** As PHP writes a text into JSON. */
function asciiJson(term: string): string {
  return term.replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(term: string): string {
  return term.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&');
}
