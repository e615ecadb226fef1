/** Making a formatter costs a thousand times what using it does; there is one zone, as a rule. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The day of a moment in a time zone as Oracle writes it, `yyyy/MM/dd`. Three are needed for each of millions of lines:
 * a library for dates takes ten times as long.
 */
export function dayInZone(zone: string, moment: Date): string {
  let formatter = formatters.get(zone);
  if (!formatter) formatters.set(zone, (formatter = formatterOf(zone)));
  return formatter.format(moment).replaceAll('-', '/');
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  // Swedes write days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
}
