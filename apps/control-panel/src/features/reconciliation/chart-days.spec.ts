import { describe, expect, it } from '@jest/globals';
import { aReconciliation } from '../../testing/factories/reconciliation';
import { chartSpan } from './chart-days';

const [FIGURES] = aReconciliation().byDay;
const UNTIL = new Date('2026-03-02T23:59:00Z');
const on = (...days: string[]) => days.map((day) => ({ ...FIGURES!, day }));

describe('the days of the chart', () => {
  it('are every day up to the end, also those without completions', () => {
    const { calendar } = chartSpan(on('2026-03-02', '2026-02-28'), 4, UNTIL);

    expect(calendar.map(({ day, site }) => [day, site])).toEqual([
      ['2026-02-27', 0],
      ['2026-02-28', 120],
      ['2026-03-01', 0],
      ['2026-03-02', 120],
    ]);
  });

  it('are listed where they have completions, the latest first, and none before the span', () => {
    const { listed } = chartSpan(on('2026-02-26', '2026-02-28', '2026-03-02'), 4, UNTIL);

    expect(listed.map(({ day }) => day)).toEqual(['2026-03-02', '2026-02-28']);
  });

  it('say how many completions carry a later day, and list them', () => {
    const { listed, later } = chartSpan(on('2026-03-02', '2040-01-01'), 4, UNTIL);

    expect(later).toBe(120);
    expect(listed.map(({ day }) => day)).toEqual(['2040-01-01', '2026-03-02']);
  });
});
