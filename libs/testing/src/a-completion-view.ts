import type { CompletionView } from '@oracle-integration/contracts';

/** María's completion of Fire Safety with a grade of 80. */
export function aCompletionView(values: Partial<CompletionView> = {}): CompletionView {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    revision: 1,
    userId: 1207,
    courseId: 88,
    status: 'complete',
    progress: 100,
    timeenrolled: '2026-01-05T08:00:00Z',
    timestarted: '2026-01-06T09:12:00Z',
    timecompleted: '2026-02-01T14:03:11Z',
    grade: { value: 80, max: 100, percent: 80 },
    rpl: null,
    archived: false,
    changedAt: '2026-02-01T14:03:40.120Z',
    user: {
      id: 1207,
      username: 'mlopez',
      idnumber: 'E100234',
      firstname: 'María',
      lastname: 'López',
      email: 'maria@example.com',
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
    ...values,
  };
}
