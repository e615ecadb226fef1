import { Injectable } from '@nestjs/common';
import type { ChartRange, FreshnessView, OverviewChartView } from '@oracle-integration/contracts';
import { Clock, HourlyTallyService } from '@oracle-integration/platform';
import { QueueListingService } from '../listing/queue-listing.service';
import { bucketSeconds, CHART_FIGURES, chartBeginsAt, chartBuckets } from './chart-buckets';
import { delayOf } from './delay-histogram';

const DAY_MS = 86_400_000;
/** Spans of delays are counted as `delay.0`, `delay.1` and so on. */
const DELAY = 'delay.';

/** How deliveries went lately. Everything is counted when it happens: looking costs the same, however much there was. */
@Injectable()
export class DeliveryFiguresService {
  constructor(
    private readonly hours: HourlyTallyService,
    private readonly listing: QueueListingService,
    private readonly clock: Clock,
  ) {}

  async chart(range: ChartRange): Promise<OverviewChartView> {
    const now = this.clock.now();
    const [counts, freshness, oldestWaitingAt] = await Promise.all([
      Promise.all(CHART_FIGURES.map((figure) => this.hours.read(figure, chartBeginsAt(range, now)))),
      this.freshness(),
      this.oldestWaitingAt(),
    ]);
    return {
      range,
      bucketSeconds: bucketSeconds(range),
      buckets: chartBuckets(range, now, counts.flat()),
      freshness,
      oldestWaitingAt,
    };
  }

  /** How long completions took from being queued to reaching Oracle, over the last 24 hours. */
  async freshness(): Promise<FreshnessView> {
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    const spans = new Map<number, number>();
    for (const { counter, count } of await this.hours.read(DELAY, since)) {
      const span = Number(counter.slice(DELAY.length));
      spans.set(span, (spans.get(span) ?? 0) + count);
    }
    return {
      deliveries: [...spans.values()].reduce((sum, count) => sum + count, 0),
      medianSeconds: delayOf(spans, 0.5),
      p95Seconds: delayOf(spans, 0.95),
    };
  }

  /** When the completion that waits longest was queued. */
  async oldestWaitingAt(): Promise<string | null> {
    return (await this.listing.oldestWaitingAt())?.toISOString() ?? null;
  }
}
