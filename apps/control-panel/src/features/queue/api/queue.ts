import type {
  HoldView,
  OverviewView,
  QueueGroupView,
  QueueItemView,
  RevokedDeliveryView,
} from '@oracle-integration/contracts';
import { dateOf } from '../../../lib/wire-date';

type ItemDate = 'nextAttemptAt' | 'createdAt' | 'sentAt' | 'revokedAt';

/** `QueueItemView` with dates in place of their texts. */
export interface QueueItem extends Omit<QueueItemView, ItemDate> {
  nextAttemptAt: Date | null;
  createdAt: Date;
  sentAt: Date | null;
  revokedAt: Date | null;
}

export interface QueueGroup extends Omit<QueueGroupView, 'oldestAt'> {
  oldestAt: Date | null;
}

/** What concerns the queue as a whole. */
export interface QueueStanding {
  at: Date;
  counts: OverviewView['queue'];
  holds: (Omit<HoldView, 'since' | 'nextProbeAt'> & { since: Date; nextProbeAt: Date | null })[];
}

export interface RevokedDelivery extends Omit<RevokedDeliveryView, 'sentAt' | 'revokedAt'> {
  sentAt: Date | null;
  revokedAt: Date;
}

export function toQueueItem(view: QueueItemView): QueueItem {
  return {
    ...view,
    nextAttemptAt: dateOf(view.nextAttemptAt),
    createdAt: new Date(view.createdAt),
    sentAt: dateOf(view.sentAt),
    revokedAt: dateOf(view.revokedAt),
  };
}

export function toQueueGroup(view: QueueGroupView): QueueGroup {
  return { ...view, oldestAt: dateOf(view.oldestAt) };
}

export function toQueueStanding({ at, queue, holds }: OverviewView): QueueStanding {
  return {
    at: new Date(at),
    counts: queue,
    holds: holds.map((hold) => ({
      ...hold,
      since: new Date(hold.since),
      nextProbeAt: dateOf(hold.nextProbeAt),
    })),
  };
}

export function toRevokedDelivery(view: RevokedDeliveryView): RevokedDelivery {
  return { ...view, sentAt: dateOf(view.sentAt), revokedAt: new Date(view.revokedAt) };
}
