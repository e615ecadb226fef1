import { ActivityState, lockActivity, saveActivity } from './activity-completions';
import { namesItsTime } from './activities';
import { openCriterion } from './criteria-met';
import { findCriteria, type CourseCriterion } from './criteria';
import { startCourse } from './enrolment';
import { meetCriterion } from './meeting';
import { OperationNotOnSiteError, type SiteSession } from './site-session';

/** One activity of a course. */
export interface CourseActivity {
  courseId: number;
  moduleId: number;
}

export interface CompleteActivityOptions {
  /** Epoch seconds. */
  time: number;
  changedBy: number | 'learner';
  /** Complete, or with a passing or failing grade; a failed one is over too and counts for the course. */
  state?: ActivityState;
}

/**
 * Learners complete an activity: its row and a log entry, then the condition of the course that waits for it, if
 * there is one. Who has completed it before keeps it as it is.
 *
 * @returns who has completed the course by this
 */
export async function completeActivityOf(
  session: SiteSession,
  activity: CourseActivity,
  userIds: readonly number[],
  { time, changedBy, state = ActivityState.Complete }: CompleteActivityOptions,
): Promise<number[]> {
  const hasOwnTime = await namesItsTime(session, activity.moduleId);
  const rows = await lockActivity(session, activity.moduleId, userIds);
  const changed = rows
    .filter(({ completionstate }) => completionstate === ActivityState.Incomplete)
    .map((row) => ({
      ...row,
      completionstate: state,
      progress: row.progress === null ? null : 100,
      viewed: 1,
      timemodified: time,
      timecompleted: hasOwnTime ? time : null,
      reaggregate: 0,
    }));
  await saveActivity(session, activity.courseId, changed, changedBy);
  const criterion = await criterionOf(session, activity);
  if (!criterion) return [];
  const met = userIds.map((userId) => ({ userId, time }));
  return meetCriterion(session, { ...criterion, courseId: activity.courseId }, met, changedBy);
}

/**
 * An activity reports how far a learner has come in it. The course counts as started; its completion is not saved,
 * so the activity's own log entry is all the trace. Progress never goes back, and is 100 once it is completed.
 *
 * @returns whether anything was written
 */
export async function progressActivityOf(
  session: SiteSession,
  activity: CourseActivity,
  userId: number,
  percent: number,
): Promise<boolean> {
  const { flavour } = session.location;
  if (flavour !== 'totara17') throw new OperationNotOnSiteError(flavour, 'progress of activities');
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
    throw new RangeError(`Progress is ${percent}, but must be a whole number from 0 to 100.`);
  }
  await startCourse(session, activity.courseId, userId);
  const criterion = await criterionOf(session, activity);
  if (criterion) await openCriterion(session, activity.courseId, criterion.id, userId);
  const [row] = await lockActivity(session, activity.moduleId, [userId]);
  if (!row || (row.progress ?? -1) >= percent) return false;
  const isComplete = row.completionstate !== ActivityState.Incomplete;
  const changed = { ...row, progress: isComplete ? 100 : percent, viewed: 1, timemodified: session.now() };
  await saveActivity(session, activity.courseId, [changed], 'learner');
  return true;
}

/** The condition of a course that waits for an activity. */
export async function criterionOf(
  session: SiteSession,
  { courseId, moduleId }: CourseActivity,
): Promise<CourseCriterion | undefined> {
  return (await findCriteria(session, courseId)).find(({ moduleinstance }) => moduleinstance === moduleId);
}
