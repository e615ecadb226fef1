import { lockCompletions, newCompletion, noted, saveCompletions, savedBy } from './current-completion';
import { CRON_USER_ID, type SiteSession } from './site-session';

/**
 * Gives learners a "not yet started" row, as the scheduled task does for everyone newly enrolled. Who has a row
 * already keeps it unlogged.
 *
 * @returns the learners that got a row
 */
export async function enrolLearners(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<number[]> {
  const existing = await lockCompletions(session, courseId, userIds);
  const now = session.now();
  const fresh = userIds
    .filter((userId) => !existing.has(userId))
    .map((userId) => ({ ...newCompletion(courseId, userId, now), reaggregate: now }));
  const note = noted(CRON_USER_ID, 'Created current completion in completion_start_user_bulk');
  return (await saveCompletions(session, fresh, note)).map(({ userid }) => userid);
}

/**
 * The learner opens the course for the first time. A learner who never was enrolled gets a row that is enrolled as
 * of now; who has started or completed before is left alone.
 *
 * @returns whether anything changed
 */
export async function startCourse(session: SiteSession, courseId: number, userId: number): Promise<boolean> {
  const now = session.now();
  const completion =
    (await lockCompletions(session, courseId, [userId])).get(userId) ?? newCompletion(courseId, userId, now);
  if (completion.timestarted > 0 || completion.timecompleted !== null) return false;
  await saveCompletions(session, [{ ...completion, timestarted: now }], savedBy('learner'));
  return true;
}
