import {
  type CauseView,
  type QueueGroupView,
  type QueueItemView,
  QueueItemStatus,
  type QueuePageView,
} from '@oracle-integration/contracts';

/** Oracle lacks the person: HR must act. */
export const UNKNOWN_TO_ORACLE: CauseView = {
  code: 'PUSH.UNKNOWN_TO_ORACLE',
  reason: 'Oracle does not know this person or this course.',
  action: 'HR: create what is missing in Oracle, or correct the number in Totara. Then press Send again.',
  actor: 'hr',
  detail: 'No employee 4711',
};

const SENT: QueueItemView = {
  id: '101',
  recordId: '0198-record',
  revision: 1,
  userId: 1207,
  user: 'María López',
  staffNumber: 'E100234',
  courseId: 88,
  course: 'Fire Safety',
  status: QueueItemStatus.Sent,
  attempts: 1,
  nextAttemptAt: null,
  cause: null,
  externalId: '300100',
  createdAt: '2026-02-01T14:03:20.000Z',
  sentAt: '2026-02-01T14:03:30.000Z',
  revokedAt: null,
};

/** One item of the queue; it is delivered unless told otherwise. */
export function aQueueItem(change: Partial<QueueItemView> = {}): QueueItemView {
  return { ...SENT, ...change };
}

/** An item that is stopped, with the reason. */
export function aStoppedItem(change: Partial<QueueItemView> = {}): QueueItemView {
  return aQueueItem({
    status: QueueItemStatus.Parked,
    sentAt: null,
    externalId: null,
    cause: UNKNOWN_TO_ORACLE,
    ...change,
  });
}

export function aQueuePage(items: QueueItemView[], change: Partial<QueuePageView> = {}): QueuePageView {
  return { items, nextCursor: null, isSearchTooWide: false, ...change };
}

export function aQueueGroup(change: Partial<QueueGroupView> = {}): QueueGroupView {
  return {
    status: QueueItemStatus.Parked,
    cause: UNKNOWN_TO_ORACLE,
    count: 12,
    oldestAt: '2026-02-01T09:14:00.000Z',
    ...change,
  };
}

/** What Oracle has although Totara took it back. */
export function aGroupTakenBack(): QueueGroupView {
  return aQueueGroup({
    status: QueueItemStatus.Sent,
    count: 3,
    cause: {
      code: 'QUEUE.REVOKED_AFTER_SENT',
      reason: 'Totara withdrew this completion after it was sent.',
      action: 'You: decide whether Oracle must be corrected.',
      actor: 'manager',
      detail: null,
    },
  });
}
