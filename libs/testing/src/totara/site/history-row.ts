import { tableName } from '../schema/bulk-rows';
import { describeHistory } from './log-description';
import { requireTotara, RowMissingError, writeLog, type SiteSession } from './site-session';

/** A row of `course_completion_history`; time in epoch seconds. */
export interface HistoryRow {
  id: number;
  courseid: number;
  userid: number;
  timecompleted: number | null;
  grade: number | null;
}

export async function findHistoryRow(session: SiteSession, historyId: number): Promise<HistoryRow> {
  requireTotara(session, 'completion history');
  const { rows } = await session.db.query<Record<keyof HistoryRow, string | null>>(
    `SELECT * FROM ${tableName(session, 'course_completion_history')} WHERE id = $1 FOR UPDATE`,
    [historyId],
  );
  const [row] = rows;
  if (!row) throw new RowMissingError(`There is no history row ${historyId}.`);
  return {
    id: historyId,
    courseid: Number(row.courseid),
    userid: Number(row.userid),
    timecompleted: row.timecompleted === null ? null : Number(row.timecompleted),
    grade: row.grade === null ? null : Number(row.grade),
  };
}

/** Logs what a row of the history holds now, as changed by hand. */
export async function logHistory(session: SiteSession, row: HistoryRow, sentence: string): Promise<void> {
  await writeLog(session, [
    {
      courseId: row.courseid,
      userId: row.userid,
      changeUserId: session.adminId,
      description: describeHistory(sentence, row),
    },
  ]);
}
