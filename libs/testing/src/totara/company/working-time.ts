import type { Random } from './random';

export const DAY = 86_400;
const HOUR = 3600;

/** Whether a moment (epoch seconds, UTC) is on a Saturday or Sunday. */
export function isWeekend(seconds: number): boolean {
  // 1 January 1970 was a Thursday.
  const weekday = (Math.floor(seconds / DAY) + 4) % 7;
  return weekday === 0 || weekday === 6;
}

/**
 * A moment on a weekday between 08:00 and 17:59 UTC, on a day from that of `from` to the one before `to`; when only
 * a weekend lies between, the Friday before.
 */
export function workingTime(random: Random, from: number, to: number): number {
  const firstDay = Math.floor(from / DAY);
  const lastDay = Math.max(firstDay, Math.floor(to / DAY) - 1);
  return nearestWorkday(random.integer(firstDay, lastDay)) * DAY + workingSecond(random);
}

/** The same around a given moment: its day, or the Friday before. */
export function workingTimeOn(random: Random, moment: number): number {
  return nearestWorkday(Math.floor(moment / DAY)) * DAY + workingSecond(random);
}

function nearestWorkday(day: number): number {
  let workday = day;
  while (isWeekend(workday * DAY)) workday -= 1;
  return workday;
}

function workingSecond(random: Random): number {
  return 8 * HOUR + random.integer(0, 10 * HOUR - 1);
}
