import {
  courseTitle,
  type CauseView,
  type CompletionView,
  type QueueGroupView,
  type QueueItemView,
} from '@oracle-integration/contracts';
import { causeOf, causeView, type ItemGroup, type ListedItem } from '@oracle-integration/queue';
import { subjectOf } from '../subject';

type About = Pick<QueueItemView, 'userId' | 'user' | 'staffNumber' | 'courseId' | 'course'>;

/** What is shown of a delivery whose revision the ledger no longer holds. */
const NOBODY: About = {
  userId: 0,
  user: 'not on record',
  staffNumber: null,
  courseId: 0,
  course: 'not on record',
};

export function queueItemView(item: ListedItem, publicJson: string | undefined): QueueItemView {
  const about = publicJson === undefined ? NOBODY : aboutOf(JSON.parse(publicJson) as CompletionView);
  const isWaiting = item.status === 'queued' || item.status === 'failed';
  return {
    id: item.id,
    recordId: item.recordId,
    revision: item.revision,
    ...about,
    status: item.status,
    attempts: item.attempts,
    nextAttemptAt: isWaiting ? item.nextAttemptAt.toISOString() : null,
    cause: itemCause(item, about),
    externalId: item.externalId,
    createdAt: item.createdAt.toISOString(),
    sentAt: item.sentAt?.toISOString() ?? null,
    revokedAt: item.revokedAt?.toISOString() ?? null,
  };
}

export function queueGroupView({ status, causeCode, count, oldestAt }: ItemGroup): QueueGroupView {
  return { status, cause: causeView(causeCode, null), count, oldestAt: oldestAt?.toISOString() ?? null };
}

function aboutOf({ userId, user, courseId, course }: CompletionView): About {
  return {
    userId,
    ...subjectOf({ user }),
    courseId,
    course: courseTitle(course),
  };
}

function itemCause(item: ListedItem, about: { user: string; staffNumber: string | null }): CauseView | null {
  const code = causeOf(item);
  return code === null && !isStopped(item) ? null : causeView(code, item.causeDetail, about);
}

function isStopped({ status }: ListedItem): boolean {
  return status === 'dead' || status === 'parked';
}
