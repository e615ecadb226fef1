import type { ReconciliationRowKind } from '@oracle-integration/contracts';
import type { LatestDelivery } from '@oracle-integration/queue';

/** Which rows of the ledger stand behind a figure; `unexplained` are those that it does not have. */
export type StandingKind = Exclude<ReconciliationRowKind, 'unexplained'>;

/** A day in UTC and a course, where a figure is of one. */
export interface StandingQuestion {
  readonly siteId: string;
  readonly kind: StandingKind;
  /** Its beginning. */
  readonly day: Date | null;
  readonly courseId: number | null;
}

export interface LookedRecord {
  readonly id: string;
  /** Where the walk goes on after it. */
  readonly key: string;
  readonly siteId: string;
  readonly courseId: number;
  readonly completedAt: Date | null;
  readonly isCompleted: boolean;
}

const DAY_MS = 86_400_000;

/** Whether a completion is of the site, the day and the course that are asked for. */
export function isAskedFor({ siteId, day, courseId }: StandingQuestion, record: LookedRecord): boolean {
  const at = record.completedAt?.getTime() ?? -1;
  return (
    record.isCompleted &&
    record.siteId === siteId &&
    (courseId === null || record.courseId === courseId) &&
    (day === null || (at >= day.getTime() && at < day.getTime() + DAY_MS))
  );
}

/** The figures of what has no delivery: which of them it is, is for the policies to say. */
export function isByPolicy(kind: StandingKind): kind is 'notQueued' | 'keptBack' {
  return kind === 'notQueued' || kind === 'keptBack';
}

/** Whether a completion with this latest delivery is in a figure: the same rule as the figures are counted by. */
export function standsIn(kind: StandingKind, delivery: LatestDelivery | undefined): boolean {
  switch (kind) {
    case 'delivered':
      return delivery?.status === 'sent';
    case 'waiting':
      return ['queued', 'sending', 'failed'].includes(delivery?.status ?? '');
    case 'stopped':
      return ['dead', 'parked'].includes(delivery?.status ?? '');
    case 'notQueued':
    case 'keptBack':
      return delivery === undefined || delivery.status === 'withdrawn';
    case 'imported':
    case 'duplicates':
      return true;
  }
}
