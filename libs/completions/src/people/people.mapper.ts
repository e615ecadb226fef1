import {
  courseTitle,
  CompletionStanding,
  type CompletionView,
  type PersonCompletionView,
  type PersonCountsView,
  type PersonView,
  personName,
} from '@oracle-integration/contracts';
import { causeView, type LatestDelivery } from '@oracle-integration/queue';
import { isCompletedStatus } from '../completion-record';
import { type DeliveryPolicy, keeperOf } from '../delivery-policy';
import type { KnownPerson } from '../directory/directory.repository';
import { subjectOf } from '../subject';

export function personView({ siteId, user }: KnownPerson, counts: PersonCountsView): PersonView {
  return {
    site: siteId,
    userId: user.id,
    name: personName(user),
    email: user.email,
    username: user.username,
    staffNumber: user.idnumber || null,
    suspended: user.suspended,
    deleted: user.deleted,
    counts,
  };
}

export function personCompletionView(
  completion: CompletionView,
  delivery: LatestDelivery | undefined,
  { policy, isErased }: { policy: DeliveryPolicy; isErased: boolean },
): PersonCompletionView {
  const standing = standingOf(completion, delivery);
  const keeper = standing === CompletionStanding.NotQueued ? keeperOf(policy, completion, isErased) : null;
  return {
    id: completion.id,
    courseId: completion.courseId,
    course: courseTitle(completion.course),
    status: completion.status,
    timecompleted: completion.timecompleted,
    archived: completion.archived,
    standing: keeper === null ? standing : CompletionStanding.KeptBack,
    keptBackBy: keeper,
    delivery: delivery ? deliveryView(completion, delivery) : null,
  };
}

function standingOf(
  { status }: CompletionView,
  delivery: LatestDelivery | undefined,
): PersonCompletionView['standing'] {
  if (status === 'revoked') return CompletionStanding.Revoked;
  if (!isCompletedStatus(status)) return CompletionStanding.Unfinished;
  switch (delivery?.status) {
    case 'sent':
      return CompletionStanding.Delivered;
    case 'queued':
    case 'sending':
    case 'failed':
      return CompletionStanding.Waiting;
    case 'dead':
    case 'parked':
      return CompletionStanding.Stopped;
    case 'withdrawn':
    case undefined:
      return CompletionStanding.NotQueued;
  }
}

function deliveryView(
  completion: CompletionView,
  { id, status, sentAt, nextAttemptAt, externalId, causeCode, causeDetail }: LatestDelivery,
): PersonCompletionView['delivery'] {
  return {
    queueItemId: id,
    status,
    sentAt: sentAt?.toISOString() ?? null,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    externalId,
    cause: causeCode === null ? null : causeView(causeCode, causeDetail, subjectOf(completion)),
  };
}
