import { insertRows, tableName, updateRows } from '../schema/bulk-rows';
import { insertActivity } from './activities';
import { insertCriteria, type NewAggregation, type NewCriterion } from './criteria';
import { reserveId } from './people';
import { raiseCourseUpdated } from './raised-events';
import type { SiteSession } from './site-session';

/** The columns of a course that matter to completions; what is left out stays, or gets a plain default. */
export interface CourseColumns {
  fullname?: string;
  shortname?: string;
  idnumber?: string;
  category?: number;
  visible?: 0 | 1;
  enablecompletion?: 0 | 1;
  /** `container_workspace` and others live in the same table but are no courses. */
  containertype?: string;
}

export interface NewCourse extends CourseColumns {
  /** The most points of the course total; null for a course without grades. */
  gradeMax?: number | null;
  /** How learners complete it: by saying so themselves, or by completing its one activity. */
  completedBy?: 'self' | 'activity';
  /** The conditions instead, any number of them; an activity is added for each that names its kind. */
  criteria?: readonly CourseCondition[];
  /** How the conditions add up; all are needed where nothing is said. */
  aggregation?: NewAggregation;
}

/** A condition of a course that is being made: its activities are made with it. */
export type CourseCondition =
  Exclude<NewCriterion, { kind: 'activity' }> | { kind: 'activity'; module?: string };

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

/** Renames a category: no completion is logged for it, and no event is fired for its courses. */
export async function renameCategory(session: SiteSession, id: number, name: string): Promise<void> {
  await updateRows(session, 'course_categories', [{ id, name, timemodified: session.now() }]);
}

/** Adds a course with completion switched on, its conditions and, unless ungraded, its course total. */
export async function insertCourse(session: SiteSession, course: NewCourse): Promise<number> {
  const { gradeMax = 100, completedBy = 'self', criteria, aggregation, ...columns } = course;
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
  await insertConditions(session, id, { criteria: criteria ?? [{ kind: completedBy }], aggregation });
  if (gradeMax !== null) {
    const times = { timecreated: now, timemodified: now };
    await insertRows(session, 'grade_items', [
      { courseid: id, itemtype: 'course', iteminstance: id, grademax: gradeMax, sortorder: 1, ...times },
    ]);
  }
  return id;
}

async function insertConditions(
  session: SiteSession,
  courseId: number,
  { criteria, aggregation }: { criteria: readonly CourseCondition[]; aggregation?: NewAggregation },
): Promise<void> {
  for (const condition of criteria) {
    if (condition.kind === 'activity') {
      await insertActivity(session, courseId, { module: condition.module });
    } else {
      await insertCriteria(session, courseId, [condition]);
    }
  }
  await insertCriteria(session, courseId, [], aggregation);
}

/** Renames a course or changes its number, category or visibility. No completion changes and nothing is logged. */
export async function changeCourse(
  session: SiteSession,
  courseId: number,
  change: CourseColumns,
): Promise<void> {
  if (change.category !== undefined) {
    const { rows } = await session.db.query<{ category: string }>(
      `SELECT category FROM ${tableName(session, 'course')} WHERE id = $1`,
      [courseId],
    );
    await countCourses(session, Number(rows[0]?.category ?? 0), -1);
    await countCourses(session, change.category, 1);
  }
  await updateRows(session, 'course', [{ id: courseId, timemodified: session.now(), ...change }]);
  await raiseCourseUpdated(session, courseId);
}

/** Keeps up the number of courses that a category carries. */
export async function countCourses(session: SiteSession, categoryId: number, change: 1 | -1): Promise<void> {
  await session.db.query(
    `UPDATE ${tableName(session, 'course_categories')} SET coursecount = coursecount + $2 WHERE id = $1`,
    [categoryId, change],
  );
}
