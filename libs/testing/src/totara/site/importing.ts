import { insertRows, tableName } from '../schema/bulk-rows';
import { deleteCurrentRows } from './archiving';
import {
  lockCompletions,
  newCompletion,
  noted,
  saveCompletions,
  type CurrentCompletion,
} from './current-completion';
import { findCourseGradeItem } from './grades';
import { describeCompletion, describeHistory } from './log-description';
import { raiseCompletionsImported } from './raised-events';
import { requireTotara, writeLog, type SiteSession } from './site-session';

/** What an import does to a learner who has a current row: never, only if the imported one is newer, always. */
export type ImportOverride = 'never' | 'if_newer' | 'always';

/** One row of a completion import file. */
export interface ImportedRow {
  userId: number;
  courseId: number;
  /** Epoch seconds; imports carry dates only, so usually a midnight of the server's time zone. May lie ahead. */
  timecompleted: number;
  /** In points. */
  grade: number;
}

/** An imported row with the setting of its import. */
export interface ImportedCompletion extends ImportedRow {
  override?: ImportOverride;
}

/** Where an imported row went; `nowhere` when the site has the same one already. */
export type ImportedTo = 'current' | 'history' | 'nowhere';

const reasons = {
  noExistingRecord: 'Current completion created during import due to no existing record',
  always: 'Current completion deleted and created during import due to override always setting enabled',
  if_newer:
    'Current completion deleted and created during import due to newer or same time completed and override setting ' +
    'enabled',
  sameAsCurrent:
    'Record not processed during import due to existing current completion with the same time completed',
  toHistory: 'History created during import due to no existing matching record',
  sameAsHistory: 'History not created during import due to existing history with the same time completed',
  sameInFile: 'History not created during import due to another import record with the same time completed',
};

/**
 * An administrator uploads completions of another system. For each learner and course the newest row of the file
 * becomes the current row, with status 75 and an RPL text, or goes into the history when the learner's current row
 * is to stay; the other rows go into the history. A current row that gives way is deleted and made anew, so its id
 * changes and the old completion is gone, not archived. Not one `course_completed` is fired, only one event for the
 * whole file.
 *
 * @returns where each row went, in the order of the file
 */
export async function importFile(
  session: SiteSession,
  file: readonly ImportedRow[],
  override: ImportOverride,
): Promise<ImportedTo[]> {
  requireTotara(session, 'completion import');
  const newestFirst = [...file].sort((a, b) => b.timecompleted - a.timecompleted);
  const results = new Map<ImportedRow, ImportedTo>();
  const seen = new Set<string>();
  const toHistory = new Set<string>();
  for (const row of newestFirst) {
    const pair = `${row.userId} ${row.courseId}`;
    const result = seen.has(pair)
      ? await importAsHistory(session, row, toHistory)
      : await importFirst(session, row, { override, toHistory });
    seen.add(pair);
    results.set(row, result);
  }
  raiseCompletionsImported(session, coursesByPerson(file));
  return file.map((row) => results.get(row) ?? 'nowhere');
}

function coursesByPerson(file: readonly ImportedRow[]): Record<number, number[]> {
  const people: Record<number, number[]> = {};
  for (const { userId, courseId } of file) {
    const courses = (people[userId] ??= []);
    if (!courses.includes(courseId)) courses.push(courseId);
  }
  return people;
}

async function importFirst(
  session: SiteSession,
  row: ImportedRow,
  { override, toHistory }: { override: ImportOverride; toHistory: Set<string> },
): Promise<ImportedTo> {
  const { courseId, userId, timecompleted } = row;
  const current = (await lockCompletions(session, courseId, [userId])).get(userId);
  if (!current) return importAsCurrent(session, row, reasons.noExistingRecord);

  const isNewer = timecompleted >= (current.timecompleted ?? Number.NEGATIVE_INFINITY);
  if (override === 'always' || (override === 'if_newer' && isNewer)) {
    await deleteCurrentRows(session, courseId, [userId]);
    return importAsCurrent(session, row, reasons[override], current);
  }
  if (timecompleted !== current.timecompleted) return importAsHistory(session, row, toHistory);
  const description = describeCompletion(reasons.sameAsCurrent, current);
  await writeLog(session, [{ courseId, userId, changeUserId: session.adminId, description }]);
  return 'nowhere';
}

/** Enrolment and start are taken from the row that gave way, but cannot come after the completion. */
async function importAsCurrent(
  session: SiteSession,
  { courseId, userId, timecompleted, grade }: ImportedRow,
  sentence: string,
  before?: CurrentCompletion,
): Promise<'current'> {
  const notAfter = (time = 0) => (time > 0 && time < timecompleted ? time : timecompleted);
  const completion = {
    ...newCompletion(courseId, userId, notAfter(before?.timeenrolled)),
    timestarted: notAfter(before?.timestarted),
    timecompleted,
    rpl: `Completion history import - imported grade = ${grade}`,
    rplgrade: await percentOf(session, courseId, grade),
  };
  await saveCompletions(session, [completion], noted(session.adminId, sentence));
  return 'current';
}

async function importAsHistory(
  session: SiteSession,
  { courseId, userId, timecompleted, grade }: ImportedRow,
  written: Set<string>,
): Promise<'history' | 'nowhere'> {
  const key = `${userId} ${courseId} ${timecompleted}`;
  const row = { courseid: courseId, userid: userId, timecompleted, grade };
  const { rowCount } = await session.db.query(
    `SELECT 1 FROM ${tableName(session, 'course_completion_history')}
      WHERE courseid = $1 AND userid = $2 AND timecompleted = $3`,
    [courseId, userId, timecompleted],
  );
  const isNew = !rowCount;
  const refusal = written.has(key) ? reasons.sameInFile : reasons.sameAsHistory;
  const [id] = isNew ? await insertRows(session, 'course_completion_history', [row]) : [];
  written.add(key);
  const description = describeHistory(isNew ? reasons.toHistory : refusal, { ...row, id: id ?? null });
  await writeLog(session, [{ courseId, userId, changeUserId: session.adminId, description }]);
  return isNew ? 'history' : 'nowhere';
}

async function percentOf(session: SiteSession, courseId: number, grade: number): Promise<number> {
  const item = await findCourseGradeItem(session, courseId);
  const range = item ? item.grademax - item.grademin : 0;
  return item && range > 0 ? ((grade - item.grademin) / range) * 100 : grade;
}
