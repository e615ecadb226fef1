import type { QueueItemStatus } from './overview';

/** Statuses that a manager may send again. */
export const REQUEUEABLE_STATUSES = [
  'failed',
  'dead',
  'parked',
] as const satisfies readonly QueueItemStatus[];

export const REQUEUE_IDS_MAX = 1000;

/** A hundred years: whoever means never. */
export const PURGE_DAYS_MAX = 36_500;

/** The body of `POST /api/admin/queue/requeue`. */
export interface RequeueRequest {
  /** Left out: failed and dead. */
  statuses?: (typeof REQUEUEABLE_STATUSES)[number][];
  /** Only those stopped by this cause, such as `PUSH.REJECTED`. */
  causeCode?: string;
  /** Only what a search of the queue finds. */
  q?: string;
  /** Only deliveries of this course. */
  courseId?: number;
  /** Only these items. */
  itemIds?: string[];
  /** Only counts. */
  dryRun?: boolean;
}

export interface RequeuedView {
  requeued: number;
  /** Over how many seconds the items are spread: the first go out now. */
  spreadSeconds: number;
}

/** The body of `POST /api/admin/queue/purge` and `POST /api/admin/logs/purge`. */
export interface PurgeRequest {
  /** 0 for everything up to now. */
  olderThanDays: number;
  /** Only counts. */
  dryRun?: boolean;
}

export interface PurgedView {
  purged: number;
}

/** The body of `PUT /api/admin/push/pause`. */
export interface PausePushRequest {
  /** ISO 8601; left out: now. */
  from?: string;
  /** ISO 8601; left out: until somebody resumes. */
  to?: string;
  reason?: string;
}
