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
  isAlone: boolean;
}

export interface Claim {
  leaseId: string;
  items: ClaimedItem[];
}

/** What one attempt came to, for one item. */
export interface Settlement {
  id: string;
  move: Extract<QueueItemMove, 'deliver' | 'retry' | 'give_up' | 'park' | 'release'>;
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

export interface SettledBatch {
  leaseId: string;
  batchId: string;
  durationMs: number;
  settlements: Settlement[];
}

/** Where the latest delivery of a record stands. */
export interface LatestDelivery {
  itemId: string;
  recordId: string;
  status: QueueItemStatus;
  causeCode: string | null;
  causeDetail: string | null;
  sentAt: Date | null;
}

/** One delivery of a record, for its story. */
export interface ItemStory {
  id: string;
  revision: number;
  status: QueueItemStatus;
  attempts: number;
  createdAt: Date;
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
