import type { BackfillState, StoppedGroupView } from '@oracle-integration/contracts';

/** Which completions are meant. */
export interface BackfillCriteria {
  /** Completed at or after; inclusive. */
  readonly from: Date | null;
  /** Completed before; exclusive. */
  readonly to: Date | null;
  /** Empty for all. */
  readonly courseIds: readonly number[];
  readonly userIds: readonly number[];
}

/** What a manager asks for. */
export interface BackfillOrder extends BackfillCriteria {
  readonly siteId: string;
  /** Looks and counts, queues nothing. */
  readonly isDryRun: boolean;
  /** Sends what Oracle has already once more. */
  readonly isForced: boolean;
  readonly ratePerSecond: number;
  /** The e-mail address of the manager. */
  readonly requestedBy: string;
}

/** What the completions that are meant turned out to be, by their latest deliveries. */
export interface Findings {
  readonly new: number;
  readonly alreadySent: number;
  readonly alreadyWaiting: number;
  readonly stopped: readonly StoppedGroupView[];
}

/** How far a backfill has come. */
export interface BackfillProgress {
  /** The change sequence of the last record that was looked at. */
  readonly position: string;
  /** Which of the named courses or people that record belongs to, by its place in the list. */
  readonly namedIndex: number;
  readonly lookedAt: number;
  readonly findings: Findings;
  /** How many were queued; in a dry run, how many would be. */
  readonly queued: number;
}

export interface Backfill extends BackfillOrder, BackfillProgress {
  readonly id: string;
  readonly state: BackfillState;
  readonly estimatedTotal: number | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  /** When the present stretch of work began, and how much had been looked at by then. */
  readonly resumedAt: Date | null;
  readonly resumedFrom: number;
  readonly finishedAt: Date | null;
}
