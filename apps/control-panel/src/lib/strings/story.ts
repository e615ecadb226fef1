import {
  DELIVERY_POLICY_WORDS,
  type KeptBackBy,
  NoticedBy,
  QueueItemStatus,
} from '@oracle-integration/contracts';
import { formatCount } from '../format';

const noticedBy: Record<NoticedBy, string> = {
  [NoticedBy.FirstLoad]: 'Found when Totara was read for the first time',
  [NoticedBy.ChangeLog]: 'Noticed by the database reader',
  [NoticedBy.NewRow]: 'Noticed by the database reader',
  [NoticedBy.Comparison]: 'Noticed when the whole course was compared',
  [NoticedBy.Reconciliation]: 'Noticed when all of Totara was compared',
  [NoticedBy.Webhook]: 'Told by Totara at once, by webhook',
  [NoticedBy.Import]: 'Read from an uploaded file',
  [NoticedBy.Erasure]: 'Erased by a manager, on request',
};

const deliveryEnds: Record<QueueItemStatus, string> = {
  [QueueItemStatus.Queued]: 'Waits for its turn',
  [QueueItemStatus.Sending]: 'On the way to Oracle now',
  [QueueItemStatus.Sent]: 'Delivered to Oracle',
  [QueueItemStatus.Failed]: 'Waits for the next attempt',
  [QueueItemStatus.Dead]: 'Stopped: not tried again by itself',
  [QueueItemStatus.Parked]: 'Stopped: waits for a correction',
  [QueueItemStatus.Withdrawn]: 'Not sent: revoked or overtaken by a newer revision',
};

export const story = {
  title: (person: string, course: string) => `${course}: ${person}`,
  pageTitle: 'Story of a completion',
  purpose: 'Everything that happened to this completion, from Totara to Oracle.',
  heading: 'What happened',
  loading: 'Loading the story',
  failedTitle: 'The story cannot be shown',
  newestLast: 'The newest line stands last.',
  completed: (how: string) => `Completed in Totara${how}`,
  grade: (value: number, max: number | null) =>
    ` with a grade of ${value}${max === null ? '' : ` of ${max}`}`,
  rpl: ' by recognition of prior learning',
  noticedBy,
  after: (delay: string) => ` after ${delay}`,
  queued: (revision: number) =>
    revision === 1 ? 'Queued for Oracle' : `Revision ${formatCount(revision)} queued for Oracle`,
  attempt: (attempt: number) => `Attempt ${formatCount(attempt)}: `,
  ends: deliveryEnds,
  nextAttempt: (when: string) => `Tried again ${when}`,
  externalId: (id: string) => `Oracle’s number ${id}`,
  purged: 'The log of the attempts has been removed.',
  revokedAfter: 'Totara withdrew this completion after it was sent.',
  revokedAction: 'You: decide whether Oracle must be corrected.',
  pulled: (consumer: string) => `Pulled by “${consumer}”`,
  acknowledged: (consumer: string) => `Acknowledged by “${consumer}”`,
  acknowledgedAs: (id: string) => `Known there as ${id}`,
  rejected: (consumer: string, reason: string) => `${consumer} read it and rejected it: “${reason}”`,
  rejectedNoReason: 'no reason given',
  rejectedAction: (consumer: string) => `Who runs ${consumer}.`,
  whoActs: 'Who acts',
  notQueued: 'Not queued for Oracle',
  notQueuedUnfinished: 'The course is not completed; nothing is sent to Oracle yet.',
  keptBack: (by: KeptBackBy) =>
    by === 'erasure'
      ? {
          title: 'Not sent: the person was erased',
          detail: 'It stays in the ledger and in Pull, without their name.',
        }
      : {
          title: `Not sent: the policy ${DELIVERY_POLICY_WORDS[by]} keeps it back`,
          detail:
            'It stays in the ledger and in Pull. Once Settings → Policies lets it through, a backfill sends it.',
        },
  notQueuedDetail: 'It was there before deliveries began. A backfill sends it.',
  facts: {
    heading: 'The completion',
    person: 'Person',
    staffNumber: 'Staff number',
    noStaffNumber: 'None in Totara',
    course: 'Course',
    status: 'Status',
    completed: 'Completed',
    grade: 'Grade',
    source: 'Read from',
    archived: 'in Totara’s history',
  },
  sources: {
    current: 'Totara’s database',
    history: 'Totara’s history of completions',
    event: 'A webhook',
    import: 'An uploaded file',
  },
  statuses: {
    notyetstarted: 'Not yet started',
    inprogress: 'In progress',
    complete: 'Complete',
    completeviarpl: 'Complete by prior learning',
    revoked: 'Revoked in Totara',
  },
  technical: {
    request: (revision: number) => `Request for revision ${formatCount(revision)}`,
    requestLabel: 'Request',
    noAddress: '(no Base URL is set)',
    time: 'Time',
    sent: 'Sent',
    noRequest: 'The ledger no longer holds this revision.',
    loading: 'Loading the request',
    failed: 'The request cannot be shown.',
    answer: (attempt: number) => `Answer to attempt ${formatCount(attempt)}`,
    noAnswer: 'No answer came.',
    code: 'Code',
    httpStatus: 'HTTP status',
    outcome: 'Outcome',
    batch: 'Idempotency key of the request',
    duration: 'Duration',
    durationMs: (ms: number) => `${formatCount(ms)} ms`,
    together: (count: number) => (count === 1 ? 'Alone' : `Together with ${formatCount(count - 1)} others`),
  },
  toQueueItem: 'Show in the queue',
  toPerson: 'All courses of this person',
};
