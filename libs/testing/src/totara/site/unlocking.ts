import { tableName } from '../schema/bulk-rows';
import { aggregateCompletions } from './completing';
import { CriteriaType, findCriteria, recordCriterionMet } from './criteria';
import { lockCompletions, newCompletion, noted, saveCompletions } from './current-completion';
import { CRON_USER_ID, writeLog, type SiteSession } from './site-session';

/**
 * An administrator unlocks the completion conditions of a course. With `deleteData` everyone's current row and met
 * conditions are deleted, except where an RPL says otherwise; activity completions and history stay. One log entry
 * stands for the whole course, without a learner.
 */
export async function unlockCourseCriteria(
  session: SiteSession,
  courseId: number,
  deleteData: boolean,
): Promise<void> {
  if (deleteData) {
    // Moodle has no RPL: there every row goes.
    const withoutRpl = session.location.flavour === 'moodle4' ? '' : `AND coalesce(rpl, '') = ''`;
    for (const table of ['course_completion_crit_compl', 'course_completions'] as const) {
      await session.db.query(`DELETE FROM ${tableName(session, table)} WHERE course = $1 ${withoutRpl}`, [
        courseId,
      ]);
    }
  }
  await writeLog(session, [
    {
      courseId,
      userId: null,
      changeUserId: session.adminId,
      description: deleteData
        ? 'Criteria unlocked, deleted current completions and crit compl records without RPL'
        : 'Criteria unlocked, completion records kept',
    },
  ]);
}

/**
 * What the scheduled task does after an unlock: learners whose activities are complete get their row and their
 * completion back, with the time of the activities, which usually is the very time they had before.
 *
 * The stand-in has no enrolment tables: learners with a completed activity of the course count as enrolled since
 * then.
 *
 * @returns the learners completed
 */
export async function reaggregateCourse(session: SiteSession, courseId: number): Promise<number[]> {
  const learners = new Set<number>();
  for (const criterion of await findCriteria(session, courseId)) {
    if (criterion.criteriatype !== CriteriaType.Activity || criterion.moduleinstance === null) continue;
    const met = await completedModule(session, criterion.moduleinstance);
    await createMissingRows(session, courseId, met);
    await recordCriterionMet(session, courseId, criterion.id, met);
    met.forEach(({ userId }) => learners.add(userId));
  }
  return aggregateCompletions(session, courseId, [...learners]);
}

async function completedModule(
  session: SiteSession,
  moduleId: number,
): Promise<{ userId: number; timecompleted: number }[]> {
  const time =
    session.location.flavour === 'moodle4' ? 'timemodified' : 'coalesce(timecompleted, timemodified)';
  const { rows } = await session.db.query<{ userid: string; time: string }>(
    `SELECT userid, ${time} AS time FROM ${tableName(session, 'course_modules_completion')}
      WHERE coursemoduleid = $1 AND completionstate IN (1, 2) ORDER BY userid`,
    [moduleId],
  );
  return rows.map(({ userid, time: completed }) => ({
    userId: Number(userid),
    timecompleted: Number(completed),
  }));
}

async function createMissingRows(
  session: SiteSession,
  courseId: number,
  met: readonly { userId: number; timecompleted: number }[],
): Promise<void> {
  const existing = await lockCompletions(
    session,
    courseId,
    met.map(({ userId }) => userId),
  );
  const missing = met
    .filter(({ userId }) => !existing.has(userId))
    .map(({ userId, timecompleted }) => newCompletion(courseId, userId, timecompleted));
  await saveCompletions(
    session,
    missing,
    noted(CRON_USER_ID, 'Created current completion in completion_start_user_bulk'),
  );
}
