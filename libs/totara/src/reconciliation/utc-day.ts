const DAY_MS = 86_400_000;

/** The days since 1970 of a date such as `2026-02-01`; `null` where none is given. */
export function dayNumber(date: string | undefined): number | null {
  return date === undefined ? null : Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** The date of a day counted from 1970, `2026-02-01`. */
export function dayName(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
