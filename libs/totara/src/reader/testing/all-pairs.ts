import type { LearnerCourse } from '@oracle-integration/completions';
import type { TotaraReader } from '../totara-reader';

/** More rows than any site of a test has. */
export const ALL_ROWS = 100_000;

/** Every learner and course of a site that has a row in either table, each once. */
export async function allPairs(reader: TotaraReader): Promise<LearnerCourse[]> {
  const rows = [...(await reader.currentKeys(0, ALL_ROWS)), ...(await reader.historyKeys(0, ALL_ROWS))];
  const pairs = rows.map(({ userId, courseId }) => ({ userId: userId!, courseId }));
  return [...new Map(pairs.map((pair) => [`${pair.userId}:${pair.courseId}`, pair])).values()];
}
