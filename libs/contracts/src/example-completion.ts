import type { CompletionView } from './completion';

/** The invented completion by which guides, examples and tests show what one looks like. */
export const EXAMPLE_COMPLETION: CompletionView = {
  id: '0198c0de-5b1e-7d4a-9c3f-2f6a1d0b7e55',
  revision: 1,
  userId: 1207,
  courseId: 88,
  status: 'complete',
  progress: 100,
  timeenrolled: '2026-01-05T08:00:00Z',
  timestarted: '2026-02-01T12:33:11Z',
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
