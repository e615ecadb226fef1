import {
  type CompletionStoryView,
  type CompletionView,
  type DeliveryAttemptView,
  EXAMPLE_COMPLETION,
  QueueItemStatus,
} from '@oracle-integration/contracts';

const COMPLETION: CompletionView = {
  ...EXAMPLE_COMPLETION,
  id: '0198-record',
  changedAt: '2026-02-01T14:03:20.000Z',
};

/** The first attempt failed for a while, the second delivered. */
const ATTEMPTS: DeliveryAttemptView[] = [
  {
    attempt: 1,
    at: '2026-02-01T14:03:21.000Z',
    outcome: 'temporary',
    summary: 'Oracle answered 503.',
    cause: {
      code: 'PUSH.TEMPORARY',
      reason: 'Oracle could not take it just now.',
      action: 'Nobody. It is tried again by itself.',
      actor: 'nobody',
      detail: 'busy',
    },
    httpStatus: 503,
    request: {
      batchId: 'batch-1',
      startedAt: '2026-02-01T14:03:21.000Z',
      durationMs: 41,
      itemCount: 3,
      requestBytes: 2048,
      outcome: 'answered',
      httpStatus: 503,
      answer: '{"title":"busy"}',
    },
  },
  {
    attempt: 2,
    at: '2026-02-01T14:05:00.000Z',
    outcome: 'delivered',
    summary: 'Delivered.',
    cause: null,
    httpStatus: 201,
    request: null,
  },
];

/** The story of a completion that a second attempt delivered, and that was pulled and acknowledged. */
export function aStory(change: Partial<CompletionStoryView> = {}): CompletionStoryView {
  return {
    completion: COMPLETION,
    site: 'totara.example.com',
    source: { kind: 'current', rowId: 5 },
    status: 'complete',
    revisions: [
      {
        revision: 1,
        kind: 'completed',
        noticedBy: 'change_log',
        at: '2026-02-01T14:03:20.000Z',
        summary: "Completed. Noticed in the site's change log.",
        changes: [],
      },
    ],
    deliveries: [
      {
        queueItemId: '101',
        revision: 1,
        status: QueueItemStatus.Sent,
        attempts: 2,
        createdAt: '2026-02-01T14:03:20.100Z',
        sentAt: '2026-02-01T14:05:00.000Z',
        nextAttemptAt: null,
        externalId: '300100',
        causeCode: null,
        causeDetail: null,
        revokedAt: null,
        history: ATTEMPTS,
      },
    ],
    pulls: [{ consumer: 'Payroll export', revision: 1, at: '2026-02-01T14:06:00.000Z' }],
    acknowledgements: [
      {
        consumer: 'Payroll export',
        revision: 1,
        outcome: 'accepted',
        at: '2026-02-01T14:07:00.000Z',
        externalId: 'P-9',
        reason: null,
      },
    ],
    ...change,
  };
}
