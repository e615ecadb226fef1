import { randomUUID } from 'node:crypto';
import type { AcceptableItem } from '../delivery/item-rules';

/** An acceptable item; each call makes a different one. `user` and `course` follow the ids given. */
export function anItem(overrides: Record<string, unknown> = {}): AcceptableItem {
  const id = randomUUID();
  const { userId = 1207, courseId = 88 } = overrides as { userId?: number; courseId?: number };
  return {
    idempotencyKey: `${id}:1`,
    id,
    revision: 1,
    userId,
    courseId,
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
      id: userId,
      username: 'mlopez',
      idnumber: 'E100234',
      firstname: 'María',
      lastname: 'López',
      email: 'maria.lopez@example.com',
      suspended: false,
      deleted: false,
    },
    course: {
      id: courseId,
      fullname: 'Fire Safety',
      shortname: 'FIRE-1',
      idnumber: 'OLC-10021',
      category: 'Compliance',
    },
    ...overrides,
  };
}
