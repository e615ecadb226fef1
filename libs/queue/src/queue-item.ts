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
