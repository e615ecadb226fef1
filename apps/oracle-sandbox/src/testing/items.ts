import { randomUUID } from 'node:crypto';
import { EXAMPLE_COMPLETION } from '@oracle-integration/contracts';
import type { AcceptableItem } from '../delivery/item-rules';

/** An acceptable item; each call makes a different one. `user` and `course` follow the ids given. */
export function anItem(overrides: Record<string, unknown> = {}): AcceptableItem {
  const id = randomUUID();
  const { userId = 1207, courseId = 88 } = overrides as { userId?: number; courseId?: number };
  return {
    ...EXAMPLE_COMPLETION,
    idempotencyKey: `${id}:1`,
    id,
    userId,
    courseId,
    user: { ...EXAMPLE_COMPLETION.user, id: userId },
    course: { ...EXAMPLE_COMPLETION.course, id: courseId },
    ...overrides,
  };
}
