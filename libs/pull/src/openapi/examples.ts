import type {
  AcknowledgeCompletionsRequest,
  AcknowledgedView,
  CompletionPageView,
  CompletionView,
} from '@oracle-integration/contracts';

const ID = '0198c0de-5b1e-7d4a-9c3f-2f6a1d0b7e55';

export const COMPLETION_EXAMPLE: CompletionView = {
  id: ID,
  revision: 1,
  userId: 1207,
  courseId: 88,
  status: 'complete',
  progress: 100,
  timeenrolled: '2026-01-05T08:00:00Z',
  timestarted: '2026-01-06T09:12:00Z',
  timecompleted: '2026-02-01T14:03:11Z',
  grade: { value: 85, max: 100, percent: 85 },
  rpl: null,
  archived: false,
  changedAt: '2026-02-01T14:03:40.120Z',
  user: {
    id: 1207,
    username: 'mlopez',
    idnumber: 'E100234',
    firstname: 'María',
    lastname: 'López',
    email: 'maria.lopez@example.com',
    suspended: false,
    deleted: false,
  },
  course: {
    id: 88,
    fullname: 'Fire Safety',
    shortname: 'FIRE-1',
    idnumber: 'OLC-10021',
    category: 'Compliance',
  },
};

export const PAGE_EXAMPLE: CompletionPageView = {
  items: [COMPLETION_EXAMPLE],
  hasMore: true,
  nextCursor: 'AQAAAAAAAAfWk3Jv0d2m9sR1cYw4nQ',
  consistentThrough: '2026-02-01T14:03:41.000Z',
};

export const OUTCOMES_EXAMPLE: AcknowledgeCompletionsRequest = {
  items: [
    { id: ID, revision: 1, outcome: 'accepted', externalId: '300100177' },
    { id: '0198c0de-5b1e-7d4a-9c3f-2f6a1d0b7e56', outcome: 'rejected', reason: 'No employee 4711' },
  ],
};

export const ACCEPTED_EXAMPLE: AcknowledgeCompletionsRequest = { ids: [ID] };

export const ACKNOWLEDGED_EXAMPLE: AcknowledgedView = { results: [{ id: ID, result: 'acknowledged' }] };
