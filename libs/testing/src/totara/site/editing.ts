import { insertRows, tableName, updateRows } from '../schema/bulk-rows';
import { deleteCurrentRows } from './archiving';
import { CompletionStatus } from './completion-status';
import { lockCompletions, newCompletion, noted, saveCompletions } from './current-completion';
import { findHistoryRow, logHistory } from './history-row';
import { describeCriterionMet, describeIdOnly, describeReaggregation } from './log-description';
import { raiseCompletionEdited } from './raised-events';
import { requireTotara, writeLog, type SiteSession } from './site-session';

/** What a manager may type into the completion editor; what is left out stays. Times in epoch seconds. */
export interface CompletionEdit {
  timeenrolled?: number;
  timestarted?: number;
  /** Null takes the completion back. */
  timecompleted?: number | null;
  rpl?: string | null;
  /** In percent. */
  rplgrade?: number | null;
}

/** A row of the history as it is typed. */
export interface HistoryEdit {
  /** Null for a completion of which nobody knows when. */
  timecompleted: number | null;
  grade?: number | null;
}

const EDITOR = 'completion editor';

/**
 * The completion editor: writes the current row as it was typed, and makes one where there is none. Neither
 * conditions nor grades are touched. A row without a completion time cannot keep an RPL.
 */
export async function editCurrentCompletion(
  session: SiteSession,
  courseId: number,
  userId: number,
  edit: CompletionEdit,
): Promise<void> {
  requireTotara(session, EDITOR);
  const current = (await lockCompletions(session, courseId, [userId])).get(userId);
  const edited = { ...(current ?? newCompletion(courseId, userId, session.now())), ...edit };
  if (edited.timecompleted === null) {
    edited.rpl = null;
    edited.rplgrade = null;
  }
  const note = noted(session.adminId, 'Completion manually edited');
  const [saved] = await saveCompletions(session, [edited], note);
  if (saved) raiseCompletionEdited(session, saved);
}

/** What the editor's form fills in when another status is chosen. */
export function editForStatus(status: CompletionStatus, now: number): CompletionEdit {
  switch (status) {
    case CompletionStatus.NotYetStarted:
      return { timestarted: 0, timecompleted: null };
    case CompletionStatus.InProgress:
      return { timestarted: now, timecompleted: null };
    case CompletionStatus.Complete:
      return { timecompleted: now, rpl: null, rplgrade: null };
    case CompletionStatus.CompleteViaRpl:
      return { timecompleted: now, rpl: 'Entered in the completion editor' };
  }
}

/** Deletes the current row; the editor offers it for people who are not enrolled any more. No event. */
export async function deleteCurrentCompletion(
  session: SiteSession,
  courseId: number,
  userId: number,
): Promise<void> {
  requireTotara(session, EDITOR);
  await deleteCurrentRows(session, courseId, [userId]);
  const description = 'Course completion manually deleted';
  await writeLog(session, [{ courseId, userId, changeUserId: session.adminId, description }]);
}

/** Adds a row to the history by hand and answers its id. No event. */
export async function addHistoryRow(
  session: SiteSession,
  courseId: number,
  userId: number,
  { timecompleted, grade = null }: HistoryEdit,
): Promise<number> {
  requireTotara(session, EDITOR);
  const row = { courseid: courseId, userid: userId, timecompleted, grade };
  const [id = 0] = await insertRows(session, 'course_completion_history', [row]);
  await logHistory(session, { ...row, id }, 'History manually created');
  return id;
}

/** Changes a row of the history. No event. */
export async function editHistoryRow(
  session: SiteSession,
  historyId: number,
  edit: HistoryEdit,
): Promise<void> {
  const before = await findHistoryRow(session, historyId);
  const row = { ...before, ...edit };
  await updateRows(session, 'course_completion_history', [{ ...row }]);
  await logHistory(session, row, 'History manually edited');
}

/** Deletes a row of the history; its log entry names only its id. No event. */
export async function deleteHistoryRow(session: SiteSession, historyId: number): Promise<void> {
  const { courseid, userid } = await findHistoryRow(session, historyId);
  await session.db.query(`DELETE FROM ${tableName(session, 'course_completion_history')} WHERE id = $1`, [
    historyId,
  ]);
  const description = describeIdOnly('History manually deleted', 'CCHID', historyId);
  await writeLog(session, [
    { courseId: courseid, userId: userid, changeUserId: session.adminId, description },
  ]);
}

/**
 * Takes an archived completion back, as an administrator does after a wrong archive: the current row gets its time,
 * and the history loses its row. What is known of the grade stays in the history's past.
 */
export async function restoreHistoryRow(session: SiteSession, historyId: number): Promise<void> {
  const { courseid, userid, timecompleted } = await findHistoryRow(session, historyId);
  await editCurrentCompletion(session, courseid, userid, { timecompleted });
  await deleteHistoryRow(session, historyId);
}

/** Writes a learner's record of one condition by hand; the completion is to be looked at again by the next task. */
export async function editCriterionMet(
  session: SiteSession,
  criterion: { courseId: number; criterionId: number },
  userId: number,
  edit: { timecompleted: number | null; rpl?: string | null },
): Promise<void> {
  requireTotara(session, EDITOR);
  const { courseId, criterionId } = criterion;
  const table = tableName(session, 'course_completion_crit_compl');
  const { rows } = await session.db.query<{ id: string; is_new: boolean }>(
    `INSERT INTO ${table} (userid, course, criteriaid, timecompleted, rpl) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (userid, course, criteriaid) DO UPDATE
        SET timecompleted = excluded.timecompleted, rpl = excluded.rpl
     RETURNING id, xmax = 0 AS is_new`,
    [userId, courseId, criterionId, edit.timecompleted, edit.rpl ?? null],
  );
  const now = session.now();
  const { rowCount } = await session.db.query(
    `UPDATE ${tableName(session, 'course_completions')} SET reaggregate = $3
      WHERE course = $1 AND userid = $2 AND reaggregate = 0`,
    [courseId, userId, now],
  );
  const sentence = `Crit compl manually ${rows[0]?.is_new ? 'created' : 'updated'}`;
  const row = { id: Number(rows[0]?.id), criteriaid: criterionId, rpl: edit.rpl ?? null };
  const entry = { courseId, userId, changeUserId: session.adminId };
  await writeLog(session, [
    { ...entry, description: describeCriterionMet(sentence, { ...row, timecompleted: edit.timecompleted }) },
    ...(rowCount
      ? [{ ...entry, description: describeReaggregation('Completion reaggregation scheduled', now) }]
      : []),
  ]);
}
