/**
 * How a date is written.
 *
 * - `iso`: 2026-02-01, with or without a time and an offset
 * - `year_first`: 2026/02/01
 * - `dotted`: 1.2.2026, always the day first
 * - `numeric`: 1/2/2026 or 1-2-2026, which may be February or January
 * - `day_name`: 1 Feb 2026; `name_day`: Feb 1, 2026
 * - `seconds`: since 1970; `milliseconds`: what is no time of Totara's
 */
export type DateForm =
  'iso' | 'year_first' | 'dotted' | 'numeric' | 'day_name' | 'name_day' | 'seconds' | 'milliseconds';

/** A date in its parts, as they are written. */
export interface WrittenDate {
  readonly form: DateForm;
  /** The parts in the order in which they are written, joined by `/`; for the numbers the number itself. */
  readonly day: string;
  /** `H:mm` or `H:mm:ss`; `null` where only a day is written. */
  readonly time: string | null;
  readonly meridiem: 'AM' | 'PM' | null;
  /** `Z` or `+01:00`; only ISO dates have one. */
  readonly offset: string | null;
}

const TIME = String.raw`(?:[ T]+(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?: ?(?<half>[ap])\.?m\.?)?)?`;
const pattern = (day: string, rest = TIME) => new RegExp(`^${day}${rest}$`, 'i');

const PATTERNS: readonly (readonly [DateForm, RegExp])[] = [
  [
    'iso',
    pattern(
      String.raw`(?<a>\d{4})-(?<b>\d{2})-(?<c>\d{2})`,
      String.raw`${TIME} ?(?<offset>Z|[+-]\d{2}:?\d{2})?`,
    ),
  ],
  ['numeric', pattern(String.raw`(?<a>\d{1,2})(?<mark>[/-])(?<b>\d{1,2})\k<mark>(?<c>\d{4}|\d{2})`)],
  ['dotted', pattern(String.raw`(?<a>\d{1,2})\.(?<b>\d{1,2})\.(?<c>\d{4}|\d{2})`)],
  ['day_name', pattern(String.raw`(?<a>\d{1,2})[ -](?<b>[a-z]{3,9})\.?[ -](?<c>\d{4}|\d{2})`)],
  ['name_day', pattern(String.raw`(?<a>[a-z]{3,9})\.? (?<b>\d{1,2}) (?<c>\d{4})`)],
  ['year_first', pattern(String.raw`(?<a>\d{4})[/.](?<b>\d{1,2})[/.](?<c>\d{1,2})`)],
];
const SECONDS = /^\d{9,10}$/;
const MILLISECONDS = /^\d{12,13}$/;
/** Longer than any date that a report writes, such as "Wednesday, 23 September 2026, 12:03 PM". */
const CHARACTERS_MAX = 50;
const HAS_DIGIT = /\d/;

/** Takes a date apart; `undefined` for a text that is none. Whether there is such a day is not looked at. */
export function writtenDate(text: string): WrittenDate | undefined {
  if (text.length > CHARACTERS_MAX || !HAS_DIGIT.test(text)) return undefined;
  const number = { day: text, time: null, meridiem: null, offset: null };
  if (SECONDS.test(text)) return { form: 'seconds', ...number };
  if (MILLISECONDS.test(text)) return { form: 'milliseconds', ...number };
  const plain = withoutOrnament(text);
  for (const [form, expression] of PATTERNS) {
    const parts = expression.exec(plain)?.groups;
    if (parts) return dateOf(form, parts);
  }
  return undefined;
}

/** Reports write "Sunday, 1 February 2026, 2:03 PM" and "01 Feb 2026 at 14:03", some with blanks of other widths. */
function withoutOrnament(text: string): string {
  return text
    .replace(/[,\s]+/g, ' ')
    .trim()
    .replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\.? /i, '')
    .replace(/ at /i, ' ')
    .replace(/\bsept\b/i, 'Sep');
}

function dateOf(form: DateForm, parts: Record<string, string | undefined>): WrittenDate {
  const { a, b, c, time, half, offset } = parts;
  return {
    form,
    day: `${a}/${b}/${c}`,
    time: time ?? null,
    meridiem: half === undefined ? null : half.toLowerCase() === 'a' ? 'AM' : 'PM',
    offset: offset ?? null,
  };
}
