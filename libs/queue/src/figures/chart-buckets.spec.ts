import { bucketSeconds, chartBeginsAt, chartBuckets } from './chart-buckets';

const NOW = new Date('2026-03-10T14:25:00Z');
const at = (text: string) => new Date(text);

describe('chartBuckets', () => {
  it.each([
    ['24h', 24, 3_600, '2026-03-09T15:00:00.000Z', '2026-03-10T14:00:00.000Z'],
    ['7d', 28, 21_600, '2026-03-03T18:00:00.000Z', '2026-03-10T12:00:00.000Z'],
    ['30d', 30, 86_400, '2026-02-09T00:00:00.000Z', '2026-03-10T00:00:00.000Z'],
  ] as const)('%s has %d of %d s, empty ones included', (range, count, seconds, first, last) => {
    const buckets = chartBuckets(range, NOW, []);

    expect(buckets).toHaveLength(count);
    expect(bucketSeconds(range)).toBe(seconds);
    expect([buckets[0]!.at, buckets.at(-1)!.at]).toEqual([first, last]);
    expect(chartBeginsAt(range, NOW).toISOString()).toBe(first);
  });

  it('add up the hours of a bucket, and leave out what is no figure or too old', () => {
    const buckets = chartBuckets('7d', NOW, [
      { hour: at('2026-03-10T12:00:00Z'), counter: 'delivered', count: 5 },
      { hour: at('2026-03-10T14:00:00Z'), counter: 'delivered', count: 2 },
      { hour: at('2026-03-10T11:00:00Z'), counter: 'failed', count: 3 },
      { hour: at('2026-03-10T14:00:00Z'), counter: 'pulled', count: 9 },
      { hour: at('2026-03-10T14:00:00Z'), counter: 'delay.4', count: 7 },
      { hour: at('2026-03-03T17:00:00Z'), counter: 'delivered', count: 1 },
    ]);

    expect(buckets.slice(-2)).toEqual([
      { at: '2026-03-10T06:00:00.000Z', delivered: 0, failed: 3, pulled: 0 },
      { at: '2026-03-10T12:00:00.000Z', delivered: 7, failed: 0, pulled: 9 },
    ]);
    expect(buckets.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(7);
  });
});
