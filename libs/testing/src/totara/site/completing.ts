import { tableName } from '../schema/bulk-rows';
import { meetCriteria, timesCriteriaWereMet } from './criteria';
import {
  lockCompletions,
  newCompletion,
  saveCompletions,
  savedBy,
  type CurrentCompletion,
  type SaveNote,
} from './current-completion';
import { setGrades } from './grades';
import { CRON_USER_ID, requireTotara, type SiteSession } from './site-session';

export interface CompleteOptions {
  /** Epoch seconds; may be long past, as a date or duration condition makes it. Now, if left out. */
  timecompleted?: number;
  /** The course total in points; ignored in a course that is not graded. */
  grade?: number;
}

export interface RplOptions {
  /** What the earlier learning was. */
  rpl?: string;
  /** In percent. */
  rplgrade?: number;
}

/**
 * Learners complete a course: activities and conditions met, grade given, current row completed. A completion is
 * never completed a second time: who has one keeps its time, and nothing is logged.
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
  const open = await openCompletions(session, courseId, userIds);
  const learners = open.map(({ userid }) => userid);
  await meetCriteria(session, courseId, learners, timecompleted);
  if (options.grade !== undefined) await setGrades(session, courseId, learners, options.grade);
  await markComplete(
    session,
    open.map((completion) => ({ ...completion, timecompleted })),
    savedBy('learner'),
  );
  return learners;
}

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
  requireTotara(session, 'recognition of prior learning');
  const open = await openCompletions(session, courseId, [userId]);
  const changed = open.map((completion) => ({
    ...completion,
    rpl,
    rplgrade: rplgrade ?? null,
    timecompleted: session.now(),
  }));
  await markComplete(session, changed, savedBy(session.adminId));
  return changed.length > 0;
}

/**
 * An administrator takes an RPL back: the course is open again. Totara then looks at the conditions at once, so a
 * learner who has met them all is complete in the same moment, with the time of the conditions and status 50.
 *
 * @returns whether there was an RPL
 */
export async function removeCourseRpl(
  session: SiteSession,
  courseId: number,
  userId: number,
): Promise<boolean> {
  requireTotara(session, 'recognition of prior learning');
  const completion = (await lockCompletions(session, courseId, [userId])).get(userId);
  if (!completion?.rpl) return false;
  await saveCompletions(
    session,
    [{ ...completion, rpl: null, rplgrade: null, timecompleted: null }],
    savedBy(session.adminId),
  );
  await aggregateCompletions(session, courseId, [userId]);
  return true;
}

/** Completes the learners who have met the conditions of a course and are not complete yet, as the cron task does. */
export async function aggregateCompletions(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<number[]> {
  const times = await timesCriteriaWereMet(session, courseId, userIds);
  const completed = [...(await lockCompletions(session, courseId, userIds)).values()].flatMap(
    (completion) => {
      const timecompleted = times.get(completion.userid);
      const isOpen = completion.timecompleted === null && timecompleted !== undefined;
      return isOpen ? [{ ...completion, timecompleted }] : [];
    },
  );
  await markComplete(session, completed, savedBy(CRON_USER_ID));
  return completed.map(({ userid }) => userid);
}

/** Stores completed rows with the organisation and position of each learner's first job, 0 for who has none. */
async function markComplete(
  session: SiteSession,
  completions: readonly CurrentCompletion[],
  note: SaveNote,
): Promise<void> {
  const jobs = await firstJobs(
    session,
    completions.map(({ userid }) => userid),
  );
  const completed = completions.map((completion) => ({
    ...completion,
    organisationid: jobs.get(completion.userid)?.organisationid ?? 0,
    positionid: jobs.get(completion.userid)?.positionid ?? 0,
    reaggregate: 0,
  }));
  await saveCompletions(session, completed, note);
}

/** The learners' rows that can still be completed; new ones for learners that have none. */
async function openCompletions(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<CurrentCompletion[]> {
  const existing = await lockCompletions(session, courseId, userIds);
  return userIds
    .map((userId) => existing.get(userId) ?? newCompletion(courseId, userId, 0))
    .filter(({ timecompleted }) => timecompleted === null);
}

async function firstJobs(
  session: SiteSession,
  userIds: readonly number[],
): Promise<Map<number, { organisationid: number; positionid: number }>> {
  if (session.location.flavour === 'moodle4' || userIds.length === 0) return new Map();
  const { rows } = await session.db.query<{ userid: string; organisationid: string; positionid: string }>(
    `SELECT userid, coalesce(organisationid, 0) AS organisationid, coalesce(positionid, 0) AS positionid
       FROM ${tableName(session, 'job_assignment')} WHERE userid = ANY($1) AND sortorder = 1`,
    [userIds],
  );
  return new Map(
    rows.map((row) => [
      Number(row.userid),
      { organisationid: Number(row.organisationid), positionid: Number(row.positionid) },
    ]),
  );
}
