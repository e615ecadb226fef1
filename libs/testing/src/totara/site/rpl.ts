import { insertRows, tableName } from '../schema/bulk-rows';
import { ActivityState, lockActivity, saveActivity } from './activity-completions';
import { criterionOf, type CourseActivity } from './activity-progress';
import { lockCompletions, newCompletion, savedBy, updateSilently } from './current-completion';
import { markComplete } from './mark-complete';
import { aggregate } from './meeting';
import { raiseRplDeleted } from './raised-events';
import { requireTotara, type SiteSession } from './site-session';

export interface RplOptions {
  /** What the earlier learning was. */
  rpl?: string;
  /** In percent. */
  rplgrade?: number;
}

const RPL = 'recognition of prior learning';

/**
 * An administrator recognises earlier learning: status 75, no condition met, no grade in the gradebook.
 *
 * @returns whether it was recognised; a course that is already complete is left alone
 */
export async function completeCourseViaRpl(
  session: SiteSession,
  courseId: number,
  userId: number,
  { rpl = 'Recognised earlier training', rplgrade }: RplOptions = {},
): Promise<boolean> {
  requireTotara(session, RPL);
  const current = (await lockCompletions(session, courseId, [userId])).get(userId);
  if (current && current.timecompleted !== null) return false;
  const completion = current ?? newCompletion(courseId, userId, session.now());
  const timecompleted = session.now();
  const recognised = { ...completion, rpl, rplgrade: rplgrade ?? null, timecompleted };
  await markComplete(session, [recognised], savedBy(session.adminId));
  return true;
}

/**
 * An administrator takes an RPL back: the course is open again. Totara looks at the conditions in the same moment,
 * so a learner who has met them all is complete at once, with the time of the conditions and status 50. One log
 * entry either way.
 *
 * @returns whether there was an RPL
 */
export async function removeCourseRpl(
  session: SiteSession,
  courseId: number,
  userId: number,
): Promise<boolean> {
  requireTotara(session, RPL);
  const completion = (await lockCompletions(session, courseId, [userId])).get(userId);
  if (!completion?.rpl) return false;
  await updateSilently(session, { ...completion, rpl: null, rplgrade: null, timecompleted: null });
  raiseRplDeleted(session, { courseId, userId });
  await aggregate(session, courseId, [{ userId, time: completion.timestarted }], session.adminId);
  return true;
}

/**
 * An administrator recognises earlier learning for one activity: activity and condition are complete as of now, the
 * course too if that was what it waited for. The activity is noted as not viewed.
 *
 * @returns whether the course needs the activity at all: only then can there be an RPL for it
 */
export async function recogniseActivity(
  session: SiteSession,
  activity: CourseActivity,
  userId: number,
  rpl: string,
): Promise<boolean> {
  requireTotara(session, RPL);
  const criterion = await criterionOf(session, activity);
  if (!criterion) return false;
  const time = session.now();
  await setActivity(session, activity, userId, ActivityState.Complete);
  await writeRpl(session, { courseId: activity.courseId, criterionId: criterion.id, userId, rpl, time });
  await aggregate(session, activity.courseId, [{ userId, time }], session.adminId);
  return true;
}

/**
 * Takes the RPL of an activity back: activity and condition are open again. The completion of the course is left as
 * it is, complete or not.
 *
 * @returns whether there was an RPL
 */
export async function removeActivityRpl(
  session: SiteSession,
  activity: CourseActivity,
  userId: number,
): Promise<boolean> {
  requireTotara(session, RPL);
  const { courseId } = activity;
  const criterion = await criterionOf(session, activity);
  const { rowCount } = await session.db.query(
    `UPDATE ${tableName(session, 'course_completion_crit_compl')} SET rpl = NULL, timecompleted = NULL
      WHERE userid = $1 AND course = $2 AND criteriaid = $3 AND coalesce(rpl, '') <> ''`,
    [userId, courseId, criterion?.id ?? 0],
  );
  if (!criterion || !rowCount) return false;
  await setActivity(session, activity, userId, ActivityState.Incomplete);
  raiseRplDeleted(session, { courseId, userId }, { moduleId: activity.moduleId, criterionId: criterion.id });
  return true;
}

/** Totara stamps the time of completion also when it takes it back. */
async function setActivity(
  session: SiteSession,
  { courseId, moduleId }: CourseActivity,
  userId: number,
  completionstate: ActivityState,
): Promise<void> {
  const rows = await lockActivity(session, moduleId, [userId]);
  const now = session.now();
  const changed = rows.map((row) => ({
    ...row,
    completionstate,
    viewed: 0,
    timemodified: now,
    timecompleted: now,
    reaggregate: now,
  }));
  await saveActivity(session, courseId, changed, session.adminId);
}

async function writeRpl(
  session: SiteSession,
  met: { courseId: number; criterionId: number; userId: number; rpl: string; time: number },
): Promise<void> {
  const table = tableName(session, 'course_completion_crit_compl');
  const { rowCount } = await session.db.query(
    `UPDATE ${table} SET rpl = $4, timecompleted = $5 WHERE userid = $1 AND course = $2 AND criteriaid = $3`,
    [met.userId, met.courseId, met.criterionId, met.rpl, met.time],
  );
  if (rowCount) return;
  await insertRows(session, 'course_completion_crit_compl', [
    {
      userid: met.userId,
      course: met.courseId,
      criteriaid: met.criterionId,
      rpl: met.rpl,
      timecompleted: met.time,
    },
  ]);
}
