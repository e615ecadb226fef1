import { tableName } from '../schema/bulk-rows';
import { countCourses } from './courses';
import { raiseCourseDeleted } from './raised-events';
import { snapshotOf, writeLog, type SiteSession } from './site-session';

/**
 * Deletes a course with everything learners did in it, history included; one log entry stands for the whole course.
 * With `leaveOrphans` the records about its learners outlive the course, as on a site where the deletion broke off.
 */
export async function removeCourse(
  session: SiteSession,
  courseId: number,
  leaveOrphans: boolean,
): Promise<void> {
  const before = await snapshotOf(session, 'course', courseId);
  const { rows } = await session.db.query<{ category: string }>(
    `DELETE FROM ${tableName(session, 'course')} WHERE id = $1 RETURNING category`,
    [courseId],
  );
  if (rows[0]) await countCourses(session, Number(rows[0].category), -1);
  if (!leaveOrphans) await deleteCourseRecords(session, courseId);
  await writeLog(session, [
    {
      courseId,
      userId: null,
      changeUserId: session.adminId,
      description:
        'Deleted current completion and all crit compl records in delete_course_completion_data_including_rpl',
    },
  ]);
  raiseCourseDeleted(session, courseId, before);
}

/**
 * The nightly task: removes the current rows of courses that are gone, without a log entry. What else there is of
 * them, history above all, stays for ever.
 *
 * @returns the courses it cleaned up
 */
export async function deleteOrphans(session: SiteSession): Promise<number[]> {
  const { rows } = await session.db.query<{ course: string }>(
    `WITH orphans AS (
       DELETE FROM ${tableName(session, 'course_completions')} cc
        WHERE NOT EXISTS (SELECT FROM ${tableName(session, 'course')} c WHERE c.id = cc.course)
       RETURNING course)
     SELECT DISTINCT course FROM orphans ORDER BY course`,
  );
  return rows.map(({ course }) => Number(course));
}

async function deleteCourseRecords(session: SiteSession, courseId: number): Promise<void> {
  const table = (name: Parameters<typeof tableName>[1]) => tableName(session, name);
  const statements = [
    `DELETE FROM ${table('grade_grades')}
      WHERE itemid IN (SELECT id FROM ${table('grade_items')} WHERE courseid = $1)`,
    `DELETE FROM ${table('grade_items')} WHERE courseid = $1`,
    `DELETE FROM ${table('course_modules_completion')}
      WHERE coursemoduleid IN (SELECT id FROM ${table('course_modules')} WHERE course = $1)`,
    `DELETE FROM ${table('course_modules')} WHERE course = $1`,
    `DELETE FROM ${table('course_completion_crit_compl')} WHERE course = $1`,
    `DELETE FROM ${table('course_completion_criteria')} WHERE course = $1`,
    `DELETE FROM ${table('course_completion_aggr_methd')} WHERE course = $1`,
    `DELETE FROM ${table('course_completions')} WHERE course = $1`,
  ];
  if (session.location.flavour !== 'moodle4') {
    statements.push(`DELETE FROM ${table('course_info_data')} WHERE courseid = $1`);
    statements.push(`DELETE FROM ${table('course_completion_history')} WHERE courseid = $1`);
  }
  for (const statement of statements) await session.db.query(statement, [courseId]);
}
