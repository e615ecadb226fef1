import { completeActivityOf } from './activity-progress';
import { CriteriaType } from './criteria-type';
import { findCriteria, type CourseCriterion } from './criteria';
import { lockCompletions, newCompletion, savedBy, type CurrentCompletion } from './current-completion';
import { setGrades } from './grades';
import { markComplete } from './mark-complete';
import { meetCriterion } from './meeting';
import { CRON_USER_ID, type SiteSession } from './site-session';

export interface CompleteOptions {
  /** Epoch seconds; may be long past, as a date or duration condition makes it. Now, if left out. */
  timecompleted?: number;
  /** The course total in points; ignored in a course that is not graded. */
  grade?: number;
}

/**
 * Learners complete a course: activities and conditions met one after the other until they are enough, grade given.
 * A completion is never completed a second time: who has one keeps its time, and nothing is logged.
 *
 * @returns the learners whose completion is new
 */
export async function completeCourse(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  options: CompleteOptions = {},
): Promise<number[]> {
  const timecompleted = options.timecompleted ?? session.now();
  const learners = await whoIsOpen(session, courseId, userIds);
  if (options.grade !== undefined) await setGrades(session, courseId, learners, options.grade);
  await completeByCriteria(session, courseId, learners, { time: timecompleted, changedBy: 'learner' });
  return learners;
}

/**
 * One run of the scheduled task completes a whole cohort, as it does after a certification window or once a date
 * condition is reached: N completions that become visible in the same instant.
 *
 * @returns the learners whose completion is new
 */
export async function completeCohort(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<number[]> {
  const learners = await whoIsOpen(session, courseId, userIds);
  const time = session.now();
  await completeByCriteria(session, courseId, learners, { time, changedBy: CRON_USER_ID });
  return learners;
}

async function completeByCriteria(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  how: { time: number; changedBy: number | 'learner' },
): Promise<void> {
  let left = userIds;
  for (const criterion of await findCriteria(session, courseId)) {
    if (left.length === 0) return;
    const completed = new Set(await meet(session, { ...criterion, courseId }, left, how));
    left = left.filter((userId) => !completed.has(userId));
  }
  // Without conditions, or with all of them met before an editor took the completion back.
  await completeWithoutCriteria(session, courseId, left, how);
}

async function meet(
  session: SiteSession,
  criterion: CourseCriterion & { courseId: number },
  userIds: readonly number[],
  { time, changedBy }: { time: number; changedBy: number | 'learner' },
): Promise<number[]> {
  if (criterion.criteriatype === CriteriaType.Activity && criterion.moduleinstance !== null) {
    const activity = { courseId: criterion.courseId, moduleId: criterion.moduleinstance };
    return completeActivityOf(session, activity, userIds, { time, changedBy });
  }
  const met = userIds.map((userId) => ({ userId, time }));
  return meetCriterion(session, criterion, met, changedBy);
}

async function completeWithoutCriteria(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  { time, changedBy }: { time: number; changedBy: number | 'learner' },
): Promise<void> {
  const existing = await lockCompletions(session, courseId, userIds);
  const completed = userIds.map((userId): CurrentCompletion => ({
    ...(existing.get(userId) ?? newCompletion(courseId, userId, session.now())),
    timecompleted: time,
  }));
  await markComplete(session, completed, savedBy(changedBy));
}

async function whoIsOpen(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<number[]> {
  const existing = await lockCompletions(session, courseId, userIds);
  return userIds.filter((userId) => (existing.get(userId)?.timecompleted ?? null) === null);
}
