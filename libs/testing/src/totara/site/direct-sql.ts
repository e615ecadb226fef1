import { insertRows, tableName, updateRows, type RowValues } from '../schema/bulk-rows';
import { RowMissingError, type RunOperation, type SiteSession } from './site-session';

/**
 * What people do past Totara, by SQL, and what add-ons do: any value in any column, no log entry, no event. Only a
 * comparison of the rows themselves can find it.
 */
export class DirectSql {
  constructor(private readonly run: RunOperation) {}

  /** Adds a current row with exactly these columns; the others get the defaults of the table. Answers its id. */
  insertCompletion(userId: number, courseId: number, columns: RowValues = {}): Promise<number> {
    const row = { ...columns, userid: userId, course: courseId };
    return this.insert('course_completions', row);
  }

  /** Changes columns of a current row, the status too, whatever the others say. */
  updateCompletion(userId: number, courseId: number, columns: RowValues): Promise<void> {
    return this.run(async (session) => {
      const id = await completionId(session, userId, courseId);
      await updateRows(session, 'course_completions', [{ ...columns, id }]);
    });
  }

  deleteCompletion(userId: number, courseId: number): Promise<void> {
    return this.run(async (session) => {
      const id = await completionId(session, userId, courseId);
      await session.db.query(`DELETE FROM ${tableName(session, 'course_completions')} WHERE id = $1`, [id]);
    });
  }

  /** Adds a row of the history, the same one twice if asked twice. Answers its id. */
  insertHistory(userId: number, courseId: number, columns: RowValues = {}): Promise<number> {
    return this.insert('course_completion_history', { ...columns, userid: userId, courseid: courseId });
  }

  /**
   * An add-on that listens to `course_completed` and then puts the time of the last activity in place of the time
   * of completion: what the event carried is not what the row holds.
   */
  rewriteCompletionTime(userId: number, courseId: number): Promise<void> {
    return this.run(async (session) => {
      await session.db.query(
        `UPDATE ${tableName(session, 'course_completions')} cc SET timecompleted = coalesce(
            (SELECT max(cmc.timemodified) FROM ${tableName(session, 'course_modules_completion')} cmc
               JOIN ${tableName(session, 'course_modules')} cm ON cm.id = cmc.coursemoduleid
              WHERE cm.course = cc.course AND cmc.userid = cc.userid), cc.timecompleted)
          WHERE cc.userid = $1 AND cc.course = $2 AND cc.timecompleted IS NOT NULL`,
        [userId, courseId],
      );
    });
  }

  private insert(table: 'course_completions' | 'course_completion_history', row: RowValues): Promise<number> {
    return this.run(async (session) => (await insertRows(session, table, [row]))[0] ?? 0);
  }
}

async function completionId(session: SiteSession, userId: number, courseId: number): Promise<number> {
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT id FROM ${tableName(session, 'course_completions')} WHERE userid = $1 AND course = $2`,
    [userId, courseId],
  );
  if (!rows[0]) throw new RowMissingError(`Person ${userId} has no current row in course ${courseId}.`);
  return Number(rows[0].id);
}
