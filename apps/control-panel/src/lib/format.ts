/** The language of the catalogue; figures and dates follow it. */
const LOCALE = 'en-GB';

const numbers = new Intl.NumberFormat(LOCALE);
const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});
const shortClock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false });
const dayOfMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });

/** `2431` as `2,431`. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** `1 completion`, `2,431 completions`. */
export function countOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The time of day to the second, in the viewer's own time zone: `09:14:05`. */
export function formatClock(moment: Date): string {
  return clock.format(moment);
}

/** Date and time in the viewer's own time zone: `1 Feb 2026, 15:03`. */
export function formatMoment(moment: Date): string {
  return `${day.format(moment)}, ${shortClock.format(moment)}`;
}

/** The exact moment for a tooltip: `2026-02-01 14:03:11 UTC`. */
export function formatExact(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * How far `moment` lies from `now`, in the largest unit that says enough: `12 s ago`, `in 4 min`, `3 d ago`.
 *
 * Within two seconds it is `now`: figures come every two seconds, and a flickering `1 s ago` tells nothing.
 */
export function formatRelative(moment: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - moment.getTime()) / 1000);
  const distance = Math.abs(seconds);
  if (distance <= 2) return 'now';
  const amount = inLargestUnit(distance);
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}

/** A length of time in the largest unit that says enough: `12 s`, `4 min`. */
export function formatDuration(seconds: number): string {
  return inLargestUnit(Math.max(0, Math.round(seconds)));
}

function inLargestUnit(seconds: number): string {
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`;
  if (seconds < DAY_S) return `${Math.floor(seconds / HOUR_S)} h`;
  return `${formatCount(Math.floor(seconds / DAY_S))} d`;
}

/** When something began: the time of day on the same day (`09:14`), else the date as well (`31 Jan 2026, 09:14`). */
export function formatSince(moment: Date, now: Date): string {
  const isSameDay = moment.toDateString() === now.toDateString();
  return isSameDay ? shortClock.format(moment) : `${day.format(moment)}, ${shortClock.format(moment)}`;
}

/** The hour on an axis, in the viewer's own time zone: `14:00`. */
export function formatHour(moment: Date): string {
  return shortClock.format(moment);
}

/** The day on an axis: `1 Feb`. */
export function formatDayOfMonth(moment: Date): string {
  return dayOfMonth.format(moment);
}

/** A calendar date in the viewer's own time zone: `1 Feb 2026`. */
export function formatDay(moment: Date): string {
  return day.format(moment);
}

const BYTES_PER_STEP = 1024;
const BYTE_UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;

/** The size of a file in the largest unit that says enough: `512 bytes`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(BYTES_PER_STEP));
  const unit = Math.min(BYTE_UNITS.length - 1, step);
  const amount = bytes / BYTES_PER_STEP ** unit;
  return `${numbers.format(unit === 0 ? amount : Math.round(amount * 10) / 10)} ${BYTE_UNITS[unit]}`;
}
