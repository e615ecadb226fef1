import { tableName } from '../schema/bulk-rows';
import { writeLog, type SiteSession } from './site-session';

/** Totara's numbers for what completes a course. */
export const CriteriaType = {
  Self: 1,
  Date: 2,
  Activity: 4,
  Duration: 5,
  Grade: 6,
  Role: 7,
  Course: 8,
} as const;

/** One condition of a course. */
export interface CourseCriterion {
  id: number;
  criteriatype: number;
  /** The course module whose completion counts, for an activity. */
  moduleinstance: number | null;
}

const ANY_CRITERION = 2;

export async function findCriteria(session: SiteSession, courseId: number): Promise<CourseCriterion[]> {
  const { rows } = await session.db.query<{
    id: string;
    criteriatype: string;
    moduleinstance: string | null;
  }>(
    `SELECT id, criteriatype, moduleinstance FROM ${tableName(session, 'course_completion_criteria')}
      WHERE course = $1 ORDER BY id`,
    [courseId],
  );
  return rows.map(({ id, criteriatype, moduleinstance }) => ({
    id: Number(id),
    criteriatype: Number(criteriatype),
    moduleinstance: moduleinstance === null ? null : Number(moduleinstance),
  }));
}

/** Marks all activities and conditions of a course as met, with their log entries, as the learner's work does. */
export async function meetCriteria(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  timecompleted: number,
): Promise<void> {
  for (const criterion of await findCriteria(session, courseId)) {
    if (criterion.criteriatype === CriteriaType.Activity && criterion.moduleinstance !== null) {
      await completeModule(session, courseId, criterion.moduleinstance, userIds, timecompleted);
    }
    await recordCriterionMet(
      session,
      courseId,
      criterion.id,
      userIds.map((userId) => ({ userId, timecompleted })),
    );
  }
}

/** Records that learners met one condition; who had met it before keeps the earlier time, and is not logged. */
export async function recordCriterionMet(
  session: SiteSession,
  courseId: number,
  criterionId: number,
  met: readonly { userId: number; timecompleted: number }[],
): Promise<void> {
  const table = tableName(session, 'course_completion_crit_compl');
  const { rows } = await session.db.query<{ userid: string }>(
    `INSERT INTO ${table} AS t (userid, course, criteriaid, timecompleted)
     SELECT userid, $1, $2, timecompleted FROM unnest($3::bigint[], $4::bigint[]) AS m(userid, timecompleted)
     ON CONFLICT (userid, course, criteriaid) DO UPDATE SET timecompleted = excluded.timecompleted
        WHERE t.timecompleted IS NULL
     RETURNING userid`,
    [courseId, criterionId, met.map(({ userId }) => userId), met.map(({ timecompleted }) => timecompleted)],
  );
  await logEach(
    session,
    courseId,
    rows,
    `Crit compl ${criterionId} saved as met in completion_criteria_completion`,
  );
}

/**
 * When learners have met enough of a course's conditions to complete it: the latest time of those that count.
 * Learners who have not are not in the map.
 */
export async function timesCriteriaWereMet(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const needed = (await findCriteria(session, courseId)).length;
  if (needed === 0) return new Map();
  const { rows } = await session.db.query<{ userid: string; times: string[] }>(
    `SELECT userid, array_agg(timecompleted ORDER BY timecompleted) AS times
       FROM ${tableName(session, 'course_completion_crit_compl')}
      WHERE course = $1 AND userid = ANY($2) AND timecompleted IS NOT NULL GROUP BY userid`,
    [courseId, userIds],
  );
  const isAny = (await overallMethod(session, courseId)) === ANY_CRITERION;
  return new Map(
    rows
      .filter(({ times }) => isAny || times.length === needed)
      .map(({ userid, times }) => [Number(userid), Number(isAny ? times[0] : times.at(-1))]),
  );
}

/** Takes back the learners' activities and conditions, as archiving does. Its log entry is the completion's. */
export async function resetCriteria(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<void> {
  const modules = `SELECT moduleinstance FROM ${tableName(session, 'course_completion_criteria')}
                    WHERE course = $1 AND moduleinstance IS NOT NULL`;
  await session.db.query(
    `DELETE FROM ${tableName(session, 'course_completion_crit_compl')} WHERE course = $1 AND userid = ANY($2)`,
    [courseId, userIds],
  );
  await session.db.query(
    `DELETE FROM ${tableName(session, 'course_modules_completion')}
      WHERE userid = ANY($2) AND coursemoduleid IN (${modules})`,
    [courseId, userIds],
  );
}

async function completeModule(
  session: SiteSession,
  courseId: number,
  moduleId: number,
  userIds: readonly number[],
  timecompleted: number,
): Promise<void> {
  const isMoodle = session.location.flavour === 'moodle4';
  const columns = isMoodle
    ? 'completionstate, timemodified'
    : 'completionstate, timemodified, progress, timecompleted';
  const values = isMoodle ? '1, $2::bigint' : '1, $2::bigint, 100, $2::bigint';
  const { rows } = await session.db.query<{ userid: string }>(
    `INSERT INTO ${tableName(session, 'course_modules_completion')} AS t (coursemoduleid, userid, ${columns})
     SELECT $1, userid, ${values} FROM unnest($3::bigint[]) AS userid
     ON CONFLICT (userid, coursemoduleid) DO UPDATE
        SET (${columns}) = (SELECT ${values}) WHERE t.completionstate = 0
     RETURNING userid`,
    [moduleId, timecompleted, userIds],
  );
  await logEach(
    session,
    courseId,
    rows,
    `Module completion ${moduleId} saved as complete in completion_info`,
  );
}

async function overallMethod(session: SiteSession, courseId: number): Promise<number | undefined> {
  const { rows } = await session.db.query<{ method: number }>(
    `SELECT method FROM ${tableName(session, 'course_completion_aggr_methd')}
      WHERE course = $1 AND criteriatype IS NULL`,
    [courseId],
  );
  return rows[0]?.method;
}

async function logEach(
  session: SiteSession,
  courseId: number,
  rows: readonly { userid: string }[],
  description: string,
): Promise<void> {
  await writeLog(
    session,
    rows.map(({ userid }) => ({
      courseId,
      userId: Number(userid),
      changeUserId: Number(userid),
      description,
    })),
  );
}
