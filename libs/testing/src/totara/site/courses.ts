import { insertRows, tableName } from '../schema/bulk-rows';
import { CriteriaType } from './criteria';
import { reserveId } from './people';
import { writeLog, type SiteSession } from './site-session';

/** The columns of a course that matter to completions; what is left out gets a plain default. */
export interface NewCourse {
  fullname?: string;
  shortname?: string;
  idnumber?: string;
  category?: number;
  visible?: 0 | 1;
  containertype?: string;
  /** The most points of the course total; null for a course without grades. */
  gradeMax?: number | null;
  /** How learners complete it: by saying so themselves, or by completing its one activity. */
  completedBy?: 'self' | 'activity';
}

/** Course module ids of the stand-in's activities: far from the course ids, so that mixing them up shows. */
const FIRST_MODULE_ID = 500_000;
const MODULE_STRIDE = 100_000;

/** An activity of a course that is completed by activities: the first, unless told otherwise. */
export function moduleOfCourse(courseId: number, ordinal = 0): number {
  return FIRST_MODULE_ID + ordinal * MODULE_STRIDE + courseId;
}

/** Adds a category below another (0 for the top) and answers its id. */
export async function insertCategory(session: SiteSession, name: string, parent = 0): Promise<number> {
  const id = await reserveId(session, 'course_categories');
  const table = tableName(session, 'course_categories');
  const { rows } = await session.db.query<{ path: string; depth: string }>(
    `SELECT path, depth FROM ${table} WHERE id = $1`,
    [parent],
  );
  await insertRows(session, 'course_categories', [
    {
      id,
      name,
      parent,
      sortorder: id * 10_000,
      depth: Number(rows[0]?.depth ?? 0) + 1,
      path: `${rows[0]?.path ?? ''}/${id}`,
      timemodified: session.now(),
    },
  ]);
  return id;
}

/** Adds a course with completion switched on, its condition and, unless ungraded, its course total. */
export async function insertCourse(session: SiteSession, course: NewCourse): Promise<number> {
  const { gradeMax = 100, completedBy = 'self', ...columns } = course;
  const id = await reserveId(session, 'course');
  const now = session.now();
  await insertRows(session, 'course', [
    {
      id,
      fullname: `Course ${id}`,
      shortname: `COURSE-${id}`,
      idnumber: '',
      sortorder: id,
      enablecompletion: 1,
      timecreated: now,
      timemodified: now,
      ...columns,
    },
  ]);
  if (course.category) await countCourses(session, course.category, 1);
  await insertRows(session, 'course_completion_criteria', [
    {
      course: id,
      criteriatype: completedBy === 'self' ? CriteriaType.Self : CriteriaType.Activity,
      module: completedBy === 'self' ? null : 'quiz',
      moduleinstance: completedBy === 'self' ? null : moduleOfCourse(id),
    },
  ]);
  if (gradeMax !== null) {
    const times = { timecreated: now, timemodified: now };
    await insertRows(session, 'grade_items', [
      { courseid: id, itemtype: 'course', iteminstance: id, grademax: gradeMax, sortorder: 1, ...times },
    ]);
  }
  return id;
}

/**
 * Deletes a course with everything learners did in it, history included. With `leaveOrphans` the records about its
 * learners outlive the course until {@link deleteOrphans}, as on a site where the deletion broke off.
 */
export async function removeCourse(
  session: SiteSession,
  courseId: number,
  leaveOrphans: boolean,
): Promise<void> {
  const { rows } = await session.db.query<{ category: string }>(
    `DELETE FROM ${tableName(session, 'course')} WHERE id = $1 RETURNING category`,
    [courseId],
  );
  if (rows[0]) await countCourses(session, Number(rows[0].category), -1);
  if (!leaveOrphans) await deleteCourseRecords(session, [courseId]);
  await writeLog(session, [
    {
      courseId,
      userId: null,
      changeUserId: session.adminId,
      description: 'Course deleted with its completion records',
    },
  ]);
}

/** The nightly task: removes what is left of courses that are gone. Answers the courses it cleaned up. */
export async function deleteOrphans(session: SiteSession): Promise<number[]> {
  const { rows } = await session.db.query<{ course: string }>(
    `SELECT DISTINCT cc.course FROM ${tableName(session, 'course_completions')} cc
       LEFT JOIN ${tableName(session, 'course')} c ON c.id = cc.course WHERE c.id IS NULL ORDER BY 1`,
  );
  const courseIds = rows.map(({ course }) => Number(course));
  await deleteCourseRecords(session, courseIds);
  return courseIds;
}

async function deleteCourseRecords(session: SiteSession, courseIds: readonly number[]): Promise<void> {
  const table = (name: Parameters<typeof tableName>[1]) => tableName(session, name);
  const statements = [
    `DELETE FROM ${table('grade_grades')}
      WHERE itemid IN (SELECT id FROM ${table('grade_items')} WHERE courseid = ANY($1))`,
    `DELETE FROM ${table('grade_items')} WHERE courseid = ANY($1)`,
    `DELETE FROM ${table('course_modules_completion')} WHERE coursemoduleid IN
       (SELECT moduleinstance FROM ${table('course_completion_criteria')} WHERE course = ANY($1))`,
    `DELETE FROM ${table('course_completion_crit_compl')} WHERE course = ANY($1)`,
    `DELETE FROM ${table('course_completion_criteria')} WHERE course = ANY($1)`,
    `DELETE FROM ${table('course_completion_aggr_methd')} WHERE course = ANY($1)`,
    `DELETE FROM ${table('course_completions')} WHERE course = ANY($1)`,
  ];
  if (session.location.flavour !== 'moodle4') {
    statements.push(`DELETE FROM ${table('course_completion_history')} WHERE courseid = ANY($1)`);
  }
  for (const statement of statements) await session.db.query(statement, [courseIds]);
}

async function countCourses(session: SiteSession, categoryId: number, change: 1 | -1): Promise<void> {
  await session.db.query(
    `UPDATE ${tableName(session, 'course_categories')} SET coursecount = coursecount + $2 WHERE id = $1`,
    [categoryId, change],
  );
}
