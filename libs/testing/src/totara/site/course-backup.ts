import { insertRows, tableName, type RowValues } from '../schema/bulk-rows';
import type { TotaraTableName } from '../schema/totara-tables';
import { moduleOfCourse } from './activities';
import {
  lockCompletions,
  newCompletion,
  noted,
  saveCompletions,
  type CurrentCompletion,
} from './current-completion';
import { insertCourse } from './courses';
import { findCriteria } from './criteria';
import { logHistory, type HistoryRow } from './history-row';
import { requireTotara, type SiteSession } from './site-session';

/** What a backup file holds of a course and its learners. */
export interface CourseBackup {
  courseId: number;
  fullname: string;
  shortname: string;
  category: number;
  modules: readonly RowValues[];
  criteria: readonly RowValues[];
  aggregation: readonly RowValues[];
  met: readonly RowValues[];
  completions: readonly CurrentCompletion[];
  history: readonly HistoryRow[];
}

const STEP = 'restore_course_completion_structure_step';

/** Backs a course up, with the completions of its learners. */
export async function backUpCourse(session: SiteSession, courseId: number): Promise<CourseBackup> {
  requireTotara(session, 'completion history');
  const rowsOf = async (table: TotaraTableName, column = 'course') => {
    const { rows } = await session.db.query<Record<string, string | number | null>>(
      `SELECT * FROM ${tableName(session, table)} WHERE ${column} = $1 ORDER BY id`,
      [courseId],
    );
    return rows;
  };
  const [course] = await rowsOf('course', 'id');
  const completions = await rowsOf('course_completions');
  const learners = completions.map(({ userid }) => Number(userid));
  return {
    courseId,
    fullname: String(course?.['fullname']),
    shortname: String(course?.['shortname']),
    category: Number(course?.['category'] ?? 0),
    modules: await rowsOf('course_modules'),
    criteria: await rowsOf('course_completion_criteria'),
    aggregation: await rowsOf('course_completion_aggr_methd'),
    met: await rowsOf('course_completion_crit_compl'),
    completions: [...(await lockCompletions(session, courseId, learners)).values()],
    history: (await rowsOf('course_completion_history', 'courseid')).map((row) => ({
      id: Number(row['id']),
      courseid: courseId,
      userid: Number(row['userid']),
      timecompleted: row['timecompleted'] === null ? null : Number(row['timecompleted']),
      grade: row['grade'] === null ? null : Number(row['grade']),
    })),
  };
}

/**
 * Restores a backup, into a new course or into one that has no conditions yet, and answers the course. Completions
 * keep their times, which may be years old; a row that the scheduled task made meanwhile is overwritten. No event.
 */
export async function restoreCourse(
  session: SiteSession,
  backup: CourseBackup,
  into?: number,
): Promise<number> {
  const courseId =
    into ??
    (await insertCourse(session, {
      fullname: `${backup.fullname} copy 1`,
      shortname: `${backup.shortname}_1`,
      category: backup.category,
      criteria: [],
    }));
  await restoreConditions(session, backup, courseId);
  const learners = backup.completions.map(({ userid }) => userid);
  const existing = await lockCompletions(session, courseId, learners);
  const restored = backup.completions.map((completion) => ({
    ...(existing.get(completion.userid) ?? newCompletion(courseId, completion.userid, 0)),
    ...completion,
    id: existing.get(completion.userid)?.id ?? null,
    course: courseId,
  }));
  for (const verb of ['Updated', 'Created'] as const) {
    const rows = restored.filter(({ id }) => (id === null) === (verb === 'Created'));
    const sentence = `${verb} completion in ${STEP}->process_course_completions`;
    await saveCompletions(session, rows, noted(session.adminId, sentence));
  }
  for (const { userid, timecompleted, grade } of backup.history) {
    const row = { courseid: courseId, userid, timecompleted, grade };
    const [id = 0] = await insertRows(session, 'course_completion_history', [row]);
    const sentence = `Created historical completion in ${STEP}->process_course_completion_history`;
    await logHistory(session, { ...row, id }, sentence);
  }
  return courseId;
}

/** Activities and conditions get ids of their own in the new course; what points at them is mapped. */
async function restoreConditions(
  session: SiteSession,
  backup: CourseBackup,
  courseId: number,
): Promise<void> {
  const newModules = new Map(
    backup.modules.map(({ id }, ordinal) => [String(id), moduleOfCourse(courseId, ordinal)]),
  );
  const moduleOf = (id: RowValues[string]) => (id ? (newModules.get(String(id)) ?? null) : null);
  await insertRows(
    session,
    'course_modules',
    backup.modules.map((row) => ({ ...row, id: moduleOf(row['id']), course: courseId })),
  );
  await insertRows(
    session,
    'course_completion_criteria',
    backup.criteria.map((row) => ({
      ...row,
      id: undefined,
      course: courseId,
      moduleinstance: moduleOf(row['moduleinstance']),
    })),
  );
  await insertRows(
    session,
    'course_completion_aggr_methd',
    backup.aggregation.map((row) => ({ ...row, id: undefined, course: courseId })),
  );
  const made = await findCriteria(session, courseId);
  const newCriteria = new Map(backup.criteria.map(({ id }, index) => [String(id), made[index]?.id]));
  await insertRows(
    session,
    'course_completion_crit_compl',
    backup.met.map((row) => ({
      ...row,
      id: undefined,
      course: courseId,
      criteriaid: newCriteria.get(String(row['criteriaid'])),
    })),
  );
}
