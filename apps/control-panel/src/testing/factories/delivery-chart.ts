import type { ChartBucketView, OverviewChartView } from '@oracle-integration/contracts';

/** The chart of 24 hours, with something in its first hours. */
export function aDeliveryChart(first: Partial<ChartBucketView>[] = []): OverviewChartView {
  const buckets = Array.from({ length: 24 }, (_, hour) => ({
    at: new Date(Date.UTC(2026, 0, 31, 15 + hour)).toISOString(),
    delivered: 0,
    failed: 0,
    pulled: 0,
    ...first[hour],
  }));
  return {
    range: '24h',
    bucketSeconds: 3_600,
    buckets,
    freshness: { deliveries: 0, medianSeconds: null, p95Seconds: null },
    oldestWaitingAt: null,
  };
}
