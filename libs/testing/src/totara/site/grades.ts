import { tableName } from '../schema/bulk-rows';
import type { SiteSession } from './site-session';

/** The course total of a course: what its points are worth. */
export interface CourseGradeItem {
  id: number;
  grademin: number;
  grademax: number;
}

/** The course total, if the course is graded. */
export async function findCourseGradeItem(
  session: SiteSession,
  courseId: number,
): Promise<CourseGradeItem | undefined> {
  const { rows } = await session.db.query<{ id: string; grademin: string; grademax: string }>(
    `SELECT id, grademin, grademax FROM ${tableName(session, 'grade_items')}
      WHERE courseid = $1 AND itemtype = 'course'`,
    [courseId],
  );
  const [row] = rows;
  return row && { id: Number(row.id), grademin: Number(row.grademin), grademax: Number(row.grademax) };
}

/**
 * Writes a final grade in points, as the gradebook does: no completion is touched and nothing is logged, also when
 * the course was completed long ago. Nothing happens in a course without a course total.
 */
export async function setGrades(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
  grade: number,
): Promise<void> {
  const item = await findCourseGradeItem(session, courseId);
  if (!item) return;
  await session.db.query(
    `INSERT INTO ${tableName(session, 'grade_grades')}
            (itemid, userid, rawgrademin, rawgrademax, finalgrade, timecreated, timemodified)
     SELECT $1, userid, $2, $3, $4, $5, $5 FROM unnest($6::bigint[]) AS userid
     ON CONFLICT (userid, itemid) DO UPDATE
        SET finalgrade = excluded.finalgrade, timemodified = excluded.timemodified`,
    [item.id, item.grademin, item.grademax, grade, session.now(), userIds],
  );
}

/** The learners' final grades in points; learners without one are not in the map. */
export async function finalGrades(
  session: SiteSession,
  itemId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await session.db.query<{ userid: string; finalgrade: string }>(
    `SELECT userid, finalgrade FROM ${tableName(session, 'grade_grades')}
      WHERE itemid = $1 AND userid = ANY($2) AND finalgrade IS NOT NULL`,
    [itemId, userIds],
  );
  return new Map(rows.map(({ userid, finalgrade }) => [Number(userid), Number(finalgrade)]));
}

/** Removes the learners' grades of all items of a course, as archiving does. */
export async function purgeGrades(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<void> {
  await session.db.query(
    `DELETE FROM ${tableName(session, 'grade_grades')} WHERE userid = ANY($2)
        AND itemid IN (SELECT id FROM ${tableName(session, 'grade_items')} WHERE courseid = $1)`,
    [courseId, userIds],
  );
}
