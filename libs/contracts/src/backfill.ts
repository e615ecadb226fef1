/** Where a backfill stands. */
export const BackfillState = {
  /** A dry run is under way: it looks, and queues nothing. */
  Counting: 'counting',
  Running: 'running',
  Paused: 'paused',
  Finished: 'finished',
  Cancelled: 'cancelled',
  /** It could not go on by itself; a manager may resume it once the cause is gone. */
  Failed: 'failed',
} as const;
export type BackfillState = (typeof BackfillState)[keyof typeof BackfillState];

export const BACKFILL_RATE_DEFAULT = 1000;
export const BACKFILL_RATE_MAX = 100_000;
/** How many courses, and how many people, one backfill may name. */
export const BACKFILL_IDS_MAX = 1000;

/**
 * `POST /api/admin/backfills`: which completions of the past are queued. At least one of `from`, `to`, `courseIds`
 * and `userIds` is given, or `everything`.
 */
export interface RequestBackfill {
  /** Completed at or after this moment: an ISO 8601 date (midnight UTC) or time. */
  from?: string;
  /** Completed before this moment. */
  to?: string;
  courseIds?: number[];
  userIds?: number[];
  everything?: boolean;
  /** Only look and count. */
  dryRun?: boolean;
  /** Send what Oracle has already once more, under the same key and with the same bytes. */
  force?: boolean;
  /** How many completions may be queued in a second. */
  ratePerSecond?: number;
}

/** Completions that are stopped for the same cause: a backfill does not touch them. */
export interface StoppedGroupView {
  /** The cause as the queue items carry it; `null` where none was noted. */
  code: string | null;
  count: number;
  /** The words of the last one that was looked at. */
  detail: string | null;
}

/** `GET /api/admin/backfills/:id` */
export interface BackfillView {
  id: string;
  site: string;
  state: BackfillState;
  criteria: {
    from: string | null;
    to: string | null;
    courseIds: number[];
    userIds: number[];
    everything: boolean;
  };
  dryRun: boolean;
  force: boolean;
  ratePerSecond: number;
  /** Records of the ledger looked at so far; one that changes meanwhile is looked at, and counted, again. */
  lookedAt: number;
  /** How many there are to look at; `null` until that is known. */
  estimatedTotal: number | null;
  /** What the completions that were asked for turned out to be. */
  counts: { new: number; alreadySent: number; alreadyWaiting: number; stopped: number };
  stopped: StoppedGroupView[];
  /** How many were queued; in a dry run, how many would be. */
  queued: number;
  /** One sentence for a manager. */
  summary: string;
  /** What else there is to know now: Push is switched off, another backfill goes first … */
  notices: string[];
  /** Why it failed. */
  failure: string | null;
  /** The e-mail address of the manager who asked. */
  requestedBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  estimatedFinishAt: string | null;
}
