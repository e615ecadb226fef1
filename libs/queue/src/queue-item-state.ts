import { QueueItemStatus } from '@oracle-integration/contracts';

/** What can happen to an item. */
export const QueueItemMove = {
  Claim: 'claim',
  Deliver: 'deliver',
  /** This attempt failed; another follows by itself. */
  Retry: 'retry',
  /** No attempt follows unless a manager asks for it. */
  GiveUp: 'give_up',
  /** Waits for a mapping or a correction. */
  Park: 'park',
  /** Back into the line without an attempt burned: the target was in trouble, or the lease ran out. */
  Release: 'release',
  /** A newer revision takes its place, or a manager asks for another try. */
  Requeue: 'requeue',
  /** The completion was revoked before it was sent. */
  Withdraw: 'withdraw',
  /** Once more, under the same key and with the same bytes: only a forced backfill asks for it. */
  Resend: 'resend',
  /** The repetition is called off, because the completion was revoked or overtaken: what Oracle has is what was sent. */
  Recall: 'recall',
  /** Oracle has it out of a file, and not by a delivery. */
  Load: 'load',
  /** Oracle refused it out of a file. */
  Refuse: 'refuse',
} as const;
export type QueueItemMove = (typeof QueueItemMove)[keyof typeof QueueItemMove];

const { Queued, Sending, Sent, Failed, Dead, Parked, Withdrawn } = QueueItemStatus;

const MOVES = {
  claim: { from: [Queued, Failed], to: Sending },
  deliver: { from: [Sending], to: Sent },
  retry: { from: [Sending], to: Failed },
  give_up: { from: [Sending], to: Dead },
  park: { from: [Sending], to: Parked },
  release: { from: [Sending], to: Queued },
  requeue: { from: [Queued, Failed, Dead, Parked, Withdrawn], to: Queued },
  withdraw: { from: [Queued, Failed, Dead, Parked], to: Withdrawn },
  resend: { from: [Sent], to: Queued },
  recall: { from: [Queued, Failed, Dead, Parked], to: Sent },
  load: { from: [Queued, Failed, Dead, Parked, Withdrawn], to: Sent },
  refuse: { from: [Queued, Failed, Dead, Parked], to: Dead },
} as const satisfies Record<QueueItemMove, { from: readonly QueueItemStatus[]; to: QueueItemStatus }>;

/** The status after a move, or `undefined` when the move is not legal from `status`. */
export function moved(status: QueueItemStatus, move: QueueItemMove): QueueItemStatus | undefined {
  const { from, to }: { from: readonly QueueItemStatus[]; to: QueueItemStatus } = MOVES[move];
  return from.includes(status) ? to : undefined;
}

/** The statuses a move may start from, for the WHERE clause that makes it safe. */
export function sourcesOf(move: QueueItemMove): readonly QueueItemStatus[] {
  return MOVES[move].from;
}
