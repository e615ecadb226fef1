const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Eleven digits of seconds reach to the year 5138; thirteen are milliseconds, taken for seconds by mistake. */
const EPOCH_SECONDS = /^\d{1,11}$/;

/**
 * The moment that a `since` parameter names: ISO 8601 (UTC where it names no zone) or epoch seconds.
 * `undefined` when it is neither.
 */
export function parseSince(text: string): Date | undefined {
  if (EPOCH_SECONDS.test(text)) return new Date(Number(text) * 1000);
  // A plus sign that was not percent-encoded arrives as a blank: "…T08:00:00 02:00".
  const iso = text.replace(/ (?=\d{2}:?\d{2}$)/, '+');
  if (!ISO_8601.test(iso) || !isDayOfItsMonth(iso.slice(0, 10))) return undefined;
  const hasZone = !iso.includes('T') || /(Z|[+-]\d{2}:?\d{2})$/.test(iso);
  const at = new Date(hasZone ? iso : `${iso}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** `Date` reads 30 February as 2 March: whoever asked for it would miss two days without a word. */
function isDayOfItsMonth(day: string): boolean {
  const at = new Date(day);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
