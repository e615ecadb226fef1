import { insertRows, tableName } from '../schema/bulk-rows';
import { deleteCurrentRows } from './archiving';
import { lockCompletions, newCompletion, noted, saveCompletions } from './current-completion';
import { findCourseGradeItem } from './grades';
import { describeHistory } from './log-description';
import { requireTotara, writeLog, type SiteSession } from './site-session';

/** What an import does to a learner who has a current row: never, only if the imported one is newer, always. */
export type ImportOverride = 'never' | 'if_newer' | 'always';

/** One row of a completion import file. */
export interface ImportedCompletion {
  userId: number;
  courseId: number;
  /** Epoch seconds; imports carry dates only, so usually a midnight of the server's time zone. May lie ahead. */
  timecompleted: number;
  /** In points. */
  grade: number;
  override?: ImportOverride;
}

const reasons = {
  noExistingRecord: 'Current completion created during import due to no existing record',
  always: 'Current completion deleted and created during import due to override always setting enabled',
  newer: 'Current completion deleted and created during import due to the imported completion being newer',
  toHistory: 'History created during import beside the current completion that stays',
};

/**
 * An administrator uploads a completion from another system. It becomes a current row with status 75 and an RPL
 * text, or a history row when the learner's current row is to stay. A current row that gives way is deleted and
 * made anew, so its id changes and the old completion is gone, not archived. No event tells of any of this.
 *
 * @returns where the completion went; `nowhere` when the history has the same one already
 */
export async function importCompletionRecord(
  session: SiteSession,
  imported: ImportedCompletion,
): Promise<'current' | 'history' | 'nowhere'> {
  requireTotara(session, 'completion import');
  const { courseId, userId, timecompleted, override = 'never' } = imported;
  const current = (await lockCompletions(session, courseId, [userId])).get(userId);
  if (!current) return importAsCurrent(session, imported, reasons.noExistingRecord);

  const isNewer = current.timecompleted === null || timecompleted > current.timecompleted;
  if (override === 'never' || (override === 'if_newer' && !isNewer))
    return importAsHistory(session, imported);

  await deleteCurrentRows(session, courseId, [userId]);
  return importAsCurrent(session, imported, override === 'always' ? reasons.always : reasons.newer);
}

async function importAsCurrent(
  session: SiteSession,
  { courseId, userId, timecompleted, grade }: ImportedCompletion,
  sentence: string,
): Promise<'current'> {
  const completion = {
    ...newCompletion(courseId, userId, timecompleted),
    timestarted: timecompleted,
    timecompleted,
    rpl: `Completion history import - imported grade = ${grade}`,
    rplgrade: await percentOf(session, courseId, grade),
  };
  await saveCompletions(session, [completion], noted(session.adminId, sentence));
  return 'current';
}

async function importAsHistory(
  session: SiteSession,
  { courseId, userId, timecompleted, grade }: ImportedCompletion,
): Promise<'history' | 'nowhere'> {
  const { rowCount } = await session.db.query(
    `SELECT 1 FROM ${tableName(session, 'course_completion_history')}
      WHERE courseid = $1 AND userid = $2 AND timecompleted = $3`,
    [courseId, userId, timecompleted],
  );
  if (rowCount) return 'nowhere';
  const row = { courseid: courseId, userid: userId, timecompleted, grade };
  const [id = 0] = await insertRows(session, 'course_completion_history', [row]);
  const description = describeHistory(reasons.toHistory, { ...row, id });
  await writeLog(session, [{ courseId, userId, changeUserId: session.adminId, description }]);
  return 'history';
}

async function percentOf(session: SiteSession, courseId: number, grade: number): Promise<number> {
  const item = await findCourseGradeItem(session, courseId);
  const range = item ? item.grademax - item.grademin : 0;
  return item && range > 0 ? ((grade - item.grademin) / range) * 100 : grade;
}
