import { QueueItemStatus, RecordChangeKind } from '@oracle-integration/contracts';
import { formatDuration } from '../../lib/format';
import { strings } from '../../lib/strings';
import type { Tone } from '../../ui/tone';
import type { Story, StoryAttempt, StoryDelivery, StoryRevision } from './api/story';

/** One event of the story. */
export interface StoryLine {
  /** Unique within the story. */
  id: string;
  /** `null` where nothing is known of the time. */
  at: Date | null;
  /** Whether it is still to come. */
  isAhead?: boolean;
  tone: Tone;
  title: string;
  detail?: string;
  /** Who must act, and how. */
  action?: string;
  /** What went out and came back, for the technical details. */
  attempt?: StoryAttempt;
}

const words = strings.story;
const DAY_MS = 86_400_000;
/** What `outcome` says of an attempt by which Oracle has it. */
const DELIVERED: readonly string[] = ['delivered', 'accepted', 'duplicate'];

/**
 * The story as lines, the newest last: completed, noticed, queued, each attempt, pulled, acknowledged.
 *
 * Lines of the same moment keep the order in which one follows from the other.
 */
export function storyLines(story: Story): StoryLine[] {
  const told = [
    ...story.revisions.flatMap((revision) => revisionLines(story, revision)),
    ...story.deliveries.flatMap((delivery) => deliveryLines(story, delivery)),
    ...story.pulls.map(({ consumer, revision, at }): StoryLine => ({
      id: `pull-${consumer}-${revision}`,
      at,
      tone: 'ok',
      title: words.pulled(consumer),
    })),
    ...story.acknowledgements.map(acknowledgementLine),
  ];
  return [...told, ...whatIsMissing(story)].sort(byTime);
}

/** Without a time a line stands where it was told: at the end. What is to come stands behind everything. */
function byTime(one: StoryLine, other: StoryLine): number {
  if ((one.isAhead ?? false) !== (other.isAhead ?? false)) return one.isAhead ? 1 : -1;
  return (one.at?.getTime() ?? Number.MAX_SAFE_INTEGER) - (other.at?.getTime() ?? Number.MAX_SAFE_INTEGER);
}

function revisionLines(story: Story, revision: StoryRevision): StoryLine[] {
  const { kind, noticedBy, at, summary } = revision;
  const id = `revision-${revision.revision}`;
  const isWithdrawn = kind === RecordChangeKind.Revoked;
  if (kind !== RecordChangeKind.Completed || story.timecompleted === null) {
    return [{ id, at, tone: isWithdrawn ? 'attention' : 'progress', ...firstSentence(summary) }];
  }
  const delayMs = at.getTime() - story.timecompleted.getTime();
  const isTold = delayMs >= 0 && delayMs < DAY_MS;
  return [
    { id: `${id}-completed`, at: story.timecompleted, tone: 'ok', title: words.completed(howOf(story)) },
    {
      id,
      at,
      tone: 'progress',
      title: words.noticedBy[noticedBy] + (isTold ? words.after(formatDuration(delayMs / 1000)) : ''),
    },
  ];
}

/** The first sentence is the line; how it was noticed stands below it. */
function firstSentence(summary: string): Pick<StoryLine, 'title' | 'detail'> {
  const end = summary.indexOf('. ');
  if (end < 0) return { title: summary };
  return { title: summary.slice(0, end + 1), detail: summary.slice(end + 2) };
}

function howOf({ completion: { status, grade } }: Story): string {
  if (status === 'completeviarpl') return words.rpl;
  return grade === null ? '' : words.grade(grade.value, grade.max);
}

function deliveryLines(story: Story, delivery: StoryDelivery): StoryLine[] {
  const { revision, history, status, revokedAt } = delivery;
  const id = `delivery-${revision}`;
  const queuedAt = timeOfQueueing(story, delivery);
  const queued: StoryLine[] = queuedAt
    ? [{ id: `${id}-queued`, at: queuedAt, tone: 'progress', title: words.queued(revision) }]
    : [];
  const attempts = history.map((attempt): StoryLine => attemptLine(id, attempt, delivery));
  const revoked: StoryLine[] =
    revokedAt && status === QueueItemStatus.Sent
      ? [
          {
            id: `${id}-revoked`,
            at: revokedAt,
            tone: 'attention',
            title: words.revokedAfter,
            action: words.revokedAction,
          },
        ]
      : [];
  return [...queued, ...attempts, ...endLines(id, delivery), ...revoked];
}

/** Both are written in one transaction, whose clock stood still at its beginning: nothing is queued before it is noticed. */
function timeOfQueueing({ revisions }: Story, { revision, createdAt }: StoryDelivery): Date | null {
  const noticedAt = revisions.find((one) => one.revision === revision)?.at;
  return createdAt && noticedAt && createdAt < noticedAt ? noticedAt : createdAt;
}

function attemptLine(id: string, attempt: StoryAttempt, { externalId }: StoryDelivery): StoryLine {
  const isDelivered = DELIVERED.includes(attempt.outcome);
  const actor = attempt.cause?.actor;
  return {
    id: `${id}-attempt-${attempt.attempt}-${attempt.at.getTime()}`,
    at: attempt.at,
    tone: isDelivered ? 'ok' : actor === 'nobody' ? 'attention' : 'stopped',
    title: words.attempt(attempt.attempt) + attempt.summary,
    ...(isDelivered && externalId ? { detail: words.externalId(externalId) } : {}),
    ...(attempt.cause && actor !== 'nobody' ? { action: attempt.cause.action } : {}),
    attempt,
  };
}

/** Where the delivery stands, as far as no attempt has told it. */
function endLines(id: string, delivery: StoryDelivery): StoryLine[] {
  const { status, history, sentAt, externalId, nextAttemptAt } = delivery;
  const line = (tone: Tone, at: Date | null, more: Partial<StoryLine> = {}): StoryLine[] => [
    { id: `${id}-end`, tone, at, title: words.ends[status], ...more },
  ];
  switch (status) {
    case QueueItemStatus.Sent: {
      const isTold = history.some(({ outcome }) => DELIVERED.includes(outcome));
      const detail = [externalId && words.externalId(externalId), words.purged].filter(Boolean).join('. ');
      return isTold ? [] : line('ok', sentAt, { detail });
    }
    case QueueItemStatus.Queued:
    case QueueItemStatus.Failed:
    case QueueItemStatus.Sending:
      return line('progress', nextAttemptAt, { isAhead: true });
    case QueueItemStatus.Dead:
    case QueueItemStatus.Parked:
      return history.length > 0 ? [] : line('stopped', null);
    case QueueItemStatus.Withdrawn:
      return line('off', null);
  }
}

function acknowledgementLine({
  consumer,
  revision,
  outcome,
  at,
  externalId,
  reason,
}: Story['acknowledgements'][number]): StoryLine {
  const id = `acknowledgement-${consumer}-${revision}-${at.getTime()}`;
  if (outcome === 'accepted') {
    const detail = externalId ? { detail: words.acknowledgedAs(externalId) } : {};
    return { id, at, tone: 'ok', title: words.acknowledged(consumer), ...detail };
  }
  return {
    id,
    at,
    tone: 'stopped',
    title: words.rejected(consumer, reason ?? words.rejectedNoReason),
    action: words.rejectedAction(consumer),
  };
}

/** Nothing was queued: why, instead of silence. */
function whatIsMissing({ deliveries, status, keptBackBy }: Story): StoryLine[] {
  if (deliveries.length > 0 || status === 'revoked') return [];
  if (keptBackBy) {
    return [{ id: 'kept-back', at: null, tone: 'off', ...words.keptBack(keptBackBy) }];
  }
  const isFinished = status === 'complete' || status === 'completeviarpl';
  return [
    {
      id: 'not-queued',
      at: null,
      tone: 'off',
      title: words.notQueued,
      detail: isFinished ? words.notQueuedDetail : words.notQueuedUnfinished,
    },
  ];
}
