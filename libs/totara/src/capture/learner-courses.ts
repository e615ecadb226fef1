import type { LearnerCourse } from '@oracle-integration/completions';
import type { RowKey } from '../reader/totara-reader';

/** The learners and courses that rows belong to, each once. Rows of a whole course have no learner and are left out. */
export function pairsOf(keys: readonly RowKey[]): LearnerCourse[] {
  const pairs = new Map<string, LearnerCourse>();
  for (const { userId, courseId } of keys) {
    if (userId !== null) pairs.set(`${userId}:${courseId}`, { userId, courseId });
  }
  return [...pairs.values()];
}

/** The courses that rows touch as a whole. */
export function wholeCoursesOf(keys: readonly RowKey[]): number[] {
  return [...new Set(keys.filter(({ userId }) => userId === null).map(({ courseId }) => courseId))];
}
