import type { ChartBucketView, ChartRange, OverviewChartView } from '@oracle-integration/contracts';

export interface DeliveryBucket extends Omit<ChartBucketView, 'at'> {
  at: Date;
}

/** `OverviewChartView` with dates in place of their texts, and its sums. */
export interface DeliveryChart {
  range: ChartRange;
  buckets: DeliveryBucket[];
  totals: Omit<ChartBucketView, 'at'>;
}

export function toDeliveryChart({ range, buckets }: OverviewChartView): DeliveryChart {
  const sum = (of: (bucket: ChartBucketView) => number) =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  return {
    range,
    buckets: buckets.map((bucket) => ({ ...bucket, at: new Date(bucket.at) })),
    totals: {
      delivered: sum(({ delivered }) => delivered),
      failed: sum(({ failed }) => failed),
      pulled: sum(({ pulled }) => pulled),
    },
  };
}
