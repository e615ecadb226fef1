import { findCriteria, type CourseCriterion } from './criteria';
import { CriteriaType, criteriaTypeOf, type CriterionKind } from './criteria-type';
import { lockCompletions } from './current-completion';
import { meetCriterion } from './meeting';
import { CRON_USER_ID, type SiteSession } from './site-session';

/**
 * A learner meets one condition that is no activity: by saying so, by a date that comes, by a grade, a role or
 * another course. All but the first are found by the scheduled tasks, which log themselves as its cause.
 *
 * @param which the id of the condition, or its kind, which means the first of that kind
 * @returns whether the course is complete by it
 */
export async function meetCondition(
  session: SiteSession,
  place: { courseId: number; userId: number },
  which: CriterionKind | number,
  time?: number,
): Promise<boolean> {
  const { courseId, userId } = place;
  const criteria = await findCriteria(session, courseId);
  const criterion = criteria.find(({ id, criteriatype }) =>
    typeof which === 'number' ? id === which : criteriatype === criteriaTypeOf[which],
  );
  if (!criterion) throw new RangeError(`Course ${courseId} has no condition ${which}.`);
  if (criterion.criteriatype === CriteriaType.Activity) {
    throw new RangeError(`Condition ${which} of course ${courseId} is met by completing its activity.`);
  }
  const met = { userId, time: time ?? (await timeOf(session, place, criterion)) };
  const changedBy = criterion.criteriatype === CriteriaType.Self ? 'learner' : CRON_USER_ID;
  return (await meetCriterion(session, { ...criterion, courseId }, [met], changedBy)).length > 0;
}

/** A date counts from itself and a duration from the enrolment, however late the task comes by. */
async function timeOf(
  session: SiteSession,
  { courseId, userId }: { courseId: number; userId: number },
  { criteriatype, timeend, enrolperiod }: CourseCriterion,
): Promise<number> {
  if (criteriatype === CriteriaType.Date) return timeend ?? session.now();
  if (criteriatype !== CriteriaType.Duration) return session.now();
  const completion = (await lockCompletions(session, courseId, [userId])).get(userId);
  return (completion?.timeenrolled ?? session.now()) + (enrolperiod ?? 0);
}
