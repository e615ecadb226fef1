/** Spans of the chart of deliveries. */
export const CHART_RANGES = ['24h', '7d', '30d'] as const;
export type ChartRange = (typeof CHART_RANGES)[number];

/** The query string of `GET /api/admin/overview/chart`. */
export interface ChartParams {
  /** Left out: 24h. */
  range?: ChartRange;
}

/** What happened in one span of time. */
export interface ChartBucketView {
  /** Its beginning. */
  at: string;
  /** Completions that reached Oracle. */
  delivered: number;
  /** Attempts that did not deliver. */
  failed: number;
  /** Records that were handed out to those who pull. */
  pulled: number;
}

/** How long completions take from being captured to reaching Oracle; backfills are left out. */
export interface FreshnessView {
  /** Deliveries of the last 24 hours that were looked at. */
  deliveries: number;
  /** Half of them took no longer; `null` when there was none. */
  medianSeconds: number | null;
  /** 95 of 100 took no longer. */
  p95Seconds: number | null;
}

/** `GET /api/admin/overview/chart`: an hour a bucket for 24 hours, 6 hours for 7 days, a day for 30 days. */
export interface OverviewChartView {
  range: ChartRange;
  bucketSeconds: number;
  /** The oldest first; none is left out. */
  buckets: ChartBucketView[];
  freshness: FreshnessView;
  /** When the completion that waits longest was queued. */
  oldestWaitingAt: string | null;
}

/** Something that happened lately, for the overview. */
export interface OverviewEventView {
  kind: 'completed' | 'corrected' | 'revoked' | 'delivered' | 'stopped';
  at: string;
  /** One sentence for a manager. */
  summary: string;
  /** The completion it is about. */
  recordId: string | null;
}
