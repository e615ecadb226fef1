import { tableName } from '../schema/bulk-rows';
import type { SiteSession } from './site-session';

/** A learner who met a condition, and when; epoch seconds. */
export interface Met {
  userId: number;
  time: number;
}

/**
 * Records that learners met one condition; who had met it before keeps the earlier time. Totara logs nothing of
 * this itself: what is logged is the completion that it saves next.
 *
 * @returns whose condition is newly met
 */
export async function recordCriterionMet(
  session: SiteSession,
  courseId: number,
  criterionId: number,
  met: readonly Met[],
): Promise<Met[]> {
  const { rows } = await session.db.query<{ userid: string }>(
    `INSERT INTO ${tableName(session, 'course_completion_crit_compl')} AS t (userid, course, criteriaid, timecompleted)
     SELECT userid, $1, $2, timecompleted FROM unnest($3::bigint[], $4::bigint[]) AS m(userid, timecompleted)
     ON CONFLICT (userid, course, criteriaid) DO UPDATE SET timecompleted = excluded.timecompleted
        WHERE t.timecompleted IS NULL
     RETURNING userid`,
    [courseId, criterionId, met.map(({ userId }) => userId), met.map(({ time }) => time)],
  );
  const fresh = new Set(rows.map(({ userid }) => Number(userid)));
  return met.filter(({ userId }) => fresh.has(userId));
}

/**
 * Opens the record of a condition without meeting it, as activities that report their progress do: only with such a
 * row does the progress count towards that of the course. Unlogged.
 */
export async function openCriterion(
  session: SiteSession,
  courseId: number,
  criterionId: number,
  userId: number,
): Promise<void> {
  await session.db.query(
    `INSERT INTO ${tableName(session, 'course_completion_crit_compl')} (userid, course, criteriaid)
     VALUES ($1, $2, $3) ON CONFLICT (userid, course, criteriaid) DO NOTHING`,
    [userId, courseId, criterionId],
  );
}

/** When each learner met which condition of a course. Learners who met none are not in the map. */
export async function timesCriteriaWereMet(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<Map<number, Map<number, number>>> {
  const { rows } = await session.db.query<{ userid: string; criteriaid: string; timecompleted: string }>(
    `SELECT userid, criteriaid, timecompleted FROM ${tableName(session, 'course_completion_crit_compl')}
      WHERE course = $1 AND userid = ANY($2) AND timecompleted IS NOT NULL`,
    [courseId, userIds],
  );
  const times = new Map<number, Map<number, number>>();
  for (const { userid, criteriaid, timecompleted } of rows) {
    const ofLearner = times.get(Number(userid)) ?? new Map<number, number>();
    times.set(Number(userid), ofLearner.set(Number(criteriaid), Number(timecompleted)));
  }
  return times;
}

/** Deletes the learners' records of all conditions of a course, as archiving does. */
export async function deleteCriteriaMet(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<void> {
  await session.db.query(
    `DELETE FROM ${tableName(session, 'course_completion_crit_compl')} WHERE course = $1 AND userid = ANY($2)`,
    [courseId, userIds],
  );
}
