import { CompletionStanding, type PersonDetailView, type PersonView } from '@oracle-integration/contracts';
import { UNKNOWN_TO_ORACLE } from './queue';

/** A person with four completions, two of them in Oracle. */
export function aPerson(change: Partial<PersonView> = {}): PersonView {
  return {
    site: 'totara.example.com',
    userId: 1207,
    name: 'María López',
    email: 'maria@example.com',
    username: 'mlopez',
    staffNumber: 'E100234',
    suspended: false,
    deleted: false,
    counts: { completed: 4, delivered: 2, waiting: 0, stopped: 1, notQueued: 1, keptBack: 0 },
    ...change,
  };
}

/** The same with a delivered and a stopped completion. */
export function aPersonDetail(change: Partial<PersonDetailView> = {}): PersonDetailView {
  return {
    ...aPerson(),
    completions: [
      {
        id: '0198-a',
        courseId: 88,
        course: 'Fire Safety',
        status: 'complete',
        timecompleted: '2026-02-01T14:03:11Z',
        archived: false,
        standing: CompletionStanding.Delivered,
        keptBackBy: null,
        delivery: {
          queueItemId: '101',
          status: 'sent',
          sentAt: '2026-02-01T14:05:00.000Z',
          nextAttemptAt: null,
          externalId: '300100',
          cause: null,
        },
      },
      {
        id: '0198-b',
        courseId: 89,
        course: 'First Aid',
        status: 'complete',
        timecompleted: '2026-01-15T10:00:00Z',
        archived: false,
        standing: CompletionStanding.Stopped,
        keptBackBy: null,
        delivery: {
          queueItemId: '102',
          status: 'parked',
          sentAt: null,
          nextAttemptAt: null,
          externalId: null,
          cause: UNKNOWN_TO_ORACLE,
        },
      },
    ],
    nextCursor: null,
    ...change,
  };
}
