import { completionTime } from './aggregation';
import { findAggregationRules, findCriteria, type CourseCriterion } from './criteria';
import { recordCriterionMet, timesCriteriaWereMet, type Met } from './criteria-met';
import {
  lockCompletions,
  newCompletion,
  savedBy,
  saveCompletions,
  type SaveNote,
} from './current-completion';
import { markComplete } from './mark-complete';
import type { SiteSession } from './site-session';

type ChangedBy = SaveNote['changeUserId'];

/**
 * Learners meet one condition of a course: it is recorded, the course counts as started, and the completion is
 * saved: complete when the conditions are now enough, and in any case with one log entry.
 *
 * @returns who has completed the course by this
 */
export async function meetCriterion(
  session: SiteSession,
  criterion: CourseCriterion & { courseId: number },
  met: readonly Met[],
  changedBy: ChangedBy,
): Promise<number[]> {
  const fresh = await recordCriterionMet(session, criterion.courseId, criterion.id, met);
  return aggregate(session, criterion.courseId, fresh, changedBy);
}

/**
 * Works out anew whether learners have completed a course, as Totara does after each condition: rows are made where
 * there are none, those not started are started, and each is saved and logged, also when nothing about it changes.
 *
 * @returns who has completed the course by this; not who had completed it before
 */
export async function aggregate(
  session: SiteSession,
  courseId: number,
  learners: readonly Met[],
  changedBy: ChangedBy,
): Promise<number[]> {
  if (learners.length === 0) return [];
  const userIds = learners.map(({ userId }) => userId);
  const criteria = await findCriteria(session, courseId);
  const rules = await findAggregationRules(session, courseId);
  const times = await timesCriteriaWereMet(session, courseId, userIds);
  const existing = await lockCompletions(session, courseId, userIds);
  const started = learners.map(({ userId, time }) => {
    const completion = existing.get(userId) ?? newCompletion(courseId, userId, session.now());
    return { ...completion, timestarted: completion.timestarted || time };
  });
  const completed = started.flatMap((completion) => {
    const timecompleted = completionTime(criteria, rules, times.get(completion.userid) ?? new Map());
    const isNew = completion.timecompleted === null && timecompleted !== undefined;
    return isNew ? [{ ...completion, timecompleted }] : [];
  });
  const isComplete = new Set(completed.map(({ userid }) => userid));
  const others = started.filter(({ userid }) => !isComplete.has(userid));
  await saveCompletions(session, others, savedBy(changedBy));
  await markComplete(session, completed, savedBy(changedBy));
  return [...isComplete];
}
