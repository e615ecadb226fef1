import type { ChartBucketView, ChartRange } from '@oracle-integration/contracts';
import type { HourlyCount } from '@oracle-integration/platform';

const HOUR_MS = 3_600_000;

/** How a range is cut: so many buckets of so many hours, each beginning at a round hour in UTC. */
const CUTS: Record<ChartRange, { readonly hours: number; readonly buckets: number }> = {
  '24h': { hours: 1, buckets: 24 },
  '7d': { hours: 6, buckets: 28 },
  '30d': { hours: 24, buckets: 30 },
};

/** What is counted by hour and drawn; each is the name of its counter. */
export const CHART_FIGURES = ['delivered', 'failed', 'pulled'] as const;
type Figure = (typeof CHART_FIGURES)[number];

export function bucketSeconds(range: ChartRange): number {
  return CUTS[range].hours * 3_600;
}

/** When the first bucket of a range begins; the last one holds the present moment. */
export function chartBeginsAt(range: ChartRange, now: Date): Date {
  const lengthMs = CUTS[range].hours * HOUR_MS;
  const lastBeginsAt = Math.floor(now.getTime() / lengthMs) * lengthMs;
  return new Date(lastBeginsAt - (CUTS[range].buckets - 1) * lengthMs);
}

/** Hourly counts put into the buckets of a range, empty ones included. */
export function chartBuckets(
  range: ChartRange,
  now: Date,
  counts: readonly HourlyCount[],
): ChartBucketView[] {
  const lengthMs = CUTS[range].hours * HOUR_MS;
  const beginsAt = chartBeginsAt(range, now).getTime();
  const buckets = Array.from({ length: CUTS[range].buckets }, (_, index) => ({
    at: new Date(beginsAt + index * lengthMs).toISOString(),
    delivered: 0,
    failed: 0,
    pulled: 0,
  }));
  for (const { hour, counter, count } of counts) {
    const bucket = buckets[Math.floor((hour.getTime() - beginsAt) / lengthMs)];
    if (bucket && isFigure(counter)) bucket[counter] += count;
  }
  return buckets;
}

function isFigure(counter: string): counter is Figure {
  return CHART_FIGURES.some((figure) => figure === counter);
}
