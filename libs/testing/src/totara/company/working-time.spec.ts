import { createRandom } from './random';
import { DAY, isWeekend, workingTime, workingTimeOn } from './working-time';

const monday = Date.UTC(2026, 10, 23) / 1000;

describe('working times', () => {
  it.each([
    ['Friday', -3, false],
    ['Saturday', -2, true],
    ['Sunday', -1, true],
    ['Monday', 0, false],
  ])('knows that a %s is at %i days from Monday', (_, days, expected) => {
    expect(isWeekend(monday + days * DAY)).toBe(expected);
  });

  it('falls on weekdays in office hours, before the end of the range', () => {
    const random = createRandom(9);
    const times = Array.from({ length: 2000 }, () => workingTime(random, monday - 30 * DAY, monday + 4000));

    for (const time of times) {
      const hour = new Date(time * 1000).getUTCHours();
      expect(isWeekend(time)).toBe(false);
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(18);
    }
    expect(Math.max(...times)).toBeLessThan(monday);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(monday - 31 * DAY);
  });

  it('takes the Friday before a weekend', () => {
    const time = workingTimeOn(createRandom(1), monday - DAY);

    expect(new Date(time * 1000).toISOString()).toMatch(/^2026-11-20T/);
  });
});
