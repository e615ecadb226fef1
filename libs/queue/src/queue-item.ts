import type { QueueItemStatus } from '@oracle-integration/contracts';
import type { QueueItemMove } from './queue-item-state';

/** A completion record revision that must reach Oracle. */
export interface Enqueuing {
  recordId: string;
  revision: number;
}

/** An item that this process holds under a lease. */
export interface ClaimedItem {
  id: string;
  recordId: string;
  revision: number;
  /** Attempts before this one. */
  attempts: number;
  /** How many times Oracle has answered for it so far. */
  answered: number;
  isAlone: boolean;
}

export interface Claim {
  leaseId: string;
  items: ClaimedItem[];
}

/** What one attempt came to, for one item. */
export interface Settlement {
  id: string;
  /** The lease under which it was claimed. */
  leaseId: string;
  /** The request by which it went out; of one that did not go out, any. */
  batchId: string;
  move: Extract<QueueItemMove, 'deliver' | 'retry' | 'give_up' | 'park' | 'release'>;
  /** The class of the outcome, for the log. */
  outcome: string;
  /** The target said something about this item: the next request with it bears another batch key. */
  isAnswered: boolean;
  /** Counts against the item's attempts. */
  isAttempt: boolean;
  /** From now, for `retry` and `release`. */
  delaySeconds: number;
  isAlone: boolean;
  causeCode: string | null;
  causeDetail: string | null;
  externalId: string | null;
  httpStatus: number | null;
}

/** One HTTP request as it is logged. */
export interface LoggedRequest {
  batchId: string;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  itemCount: number;
  requestBytes: number;
  outcome: string;
  httpStatus: number | null;
  /** The beginning of the answer, without secrets. */
  answer: string | null;
}

/** What is written down at once: the outcomes of some requests. */
export interface SettledGroup {
  settlements: readonly Settlement[];
  requests: readonly LoggedRequest[];
}

/** Which stopped items a manager sends again. */
export interface RequeueFilter {
  statuses: readonly RequeueableStatus[];
  /** `PUSH.<REASON>` of the last attempt. */
  causeCode?: string;
  itemIds?: readonly string[];
}

export type RequeueableStatus = Extract<QueueItemStatus, 'failed' | 'dead' | 'parked'>;

/** Where the latest delivery of a record stands. */
export interface LatestDelivery {
  /** `null` where only the receipt of a purged item is left. */
  id: string | null;
  recordId: string;
  revision: number;
  status: QueueItemStatus;
  /** Set while it waits. */
  nextAttemptAt: Date | null;
  externalId: string | null;
  causeCode: string | null;
  causeDetail: string | null;
  sentAt: Date | null;
}

/** One delivery of a record, for its story. */
export interface ItemStory {
  /** `null` where only the receipt of a purged item is left. */
  id: string | null;
  revision: number;
  status: QueueItemStatus;
  attempts: number | null;
  createdAt: Date | null;
  sentAt: Date | null;
  /** Set while it waits. */
  nextAttemptAt: Date | null;
  externalId: string | null;
  causeCode: string | null;
  causeDetail: string | null;
  revokedAt: Date | null;
}

/** A delivery that Oracle has although the site took the completion back. */
export interface RevokedItem {
  id: string;
  recordId: string;
  revision: number;
  sentAt: Date | null;
  externalId: string | null;
  revokedAt: Date;
  /** Where a list goes on after it. */
  position: RevokedPosition;
}

/** A place in the list of revoked items, to the microsecond as the database keeps its times. */
export interface RevokedPosition {
  /** Microseconds since 1970. */
  revokedAtMicros: string;
  id: string;
}
