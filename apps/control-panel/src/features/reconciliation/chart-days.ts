import type { ReconciliationDayView, ReconciliationFiguresView } from '@oracle-integration/contracts';
import { FIGURES } from './figures';

const DAY_MS = 24 * 60 * 60 * 1000;
const NO_COMPLETION = Object.fromEntries(
  FIGURES.map((name) => [name, 0]),
) as unknown as ReconciliationFiguresView;

/** The days of a chart, and those that lie beyond its end. */
interface ChartSpan {
  /** Every day of the span, the earliest first; those without completions too, so that a day is as wide as another. */
  readonly calendar: readonly ReconciliationDayView[];
  /** The days with completions, the latest first; those after the end too. */
  readonly listed: readonly ReconciliationDayView[];
  /** Completions with a day after the end: a wrong date in Totara, or a clock that is fast. */
  readonly later: number;
}

/**
 * The last days up to a moment, by UTC.
 *
 * @param byDay days with completions, in any order
 */
export function chartSpan(byDay: readonly ReconciliationDayView[], count: number, until: Date): ChartSpan {
  const days = Array.from({ length: count }, (_, index) =>
    new Date(until.getTime() - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  const figures = new Map(byDay.map((one) => [one.day, one]));
  const [first, last] = [days.at(0)!, days.at(-1)!];
  return {
    calendar: days.map((day) => figures.get(day) ?? { ...NO_COMPLETION, day }),
    listed: byDay.filter(({ day }) => day >= first).sort((one, other) => (one.day < other.day ? 1 : -1)),
    later: byDay
      .filter(({ day }) => day > last)
      .reduce((sum, { site, imported }) => sum + site + imported, 0),
  };
}
