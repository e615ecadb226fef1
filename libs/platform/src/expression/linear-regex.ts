import { RE2JS } from 're2js';

/** What `RegExp.exec` answers, as far as an expression reads it. */
export interface RegexMatch extends ReadonlyArray<string | null> {
  readonly index: number;
}

const PATTERNS = new WeakMap<RegExp, RE2JS>();

/**
 * A regular expression whose matching takes time in proportion to the text. One of JavaScript may take longer than
 * anybody waits for thirty characters, and nothing else of the process goes on meanwhile.
 */
export class LinearRegex {
  lastIndex = 0;
  private readonly pattern: RE2JS;

  /** @throws when it looks around or back, which cannot be done in linear time */
  constructor(regex: RegExp) {
    this.pattern = linearPattern(regex);
  }

  /** The first match at or behind `lastIndex`, which is then its end; `null` when there is none. */
  exec(text: string): RegexMatch | null {
    const matcher = this.pattern.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    this.lastIndex = matcher.end();
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group));
    return Object.assign(groups, { index: matcher.start() });
  }
}

/**
 * The same as a pattern of RE2; read once for each literal.
 *
 * @throws when it looks around or back
 */
export function linearPattern(regex: RegExp): RE2JS {
  const known = PATTERNS.get(regex);
  if (known) return known;
  const pattern = RE2JS.compile(RE2JS.translateRegExp(regex.source), flagsOf(regex));
  PATTERNS.set(regex, pattern);
  return pattern;
}

function flagsOf({ ignoreCase, multiline, dotAll }: RegExp): number {
  return (
    (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
    (multiline ? RE2JS.MULTILINE : 0) |
    (dotAll ? RE2JS.DOTALL : 0)
  );
}
