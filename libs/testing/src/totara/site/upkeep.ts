import { tableName } from '../schema/bulk-rows';
import { CompletionStatus } from './completion-status';
import { requireTotara, type SiteSession } from './site-session';

/** Which unused rows go. */
export interface UnusedRows {
  courseId: number;
  /** Whose enrolment lasts; the stand-in has no enrolment tables. */
  stillEnrolled?: readonly number[];
  /** Only rows of these times of enrolment, in epoch seconds. */
  enrolledFrom?: number;
  enrolledUntil?: number;
}

/**
 * The command `admin/cli/delete_unused_course_completions`: deletes "not yet started" rows of people who are not
 * enrolled any more. Neither a log entry nor an event tells of it.
 *
 * @returns how many rows went
 */
export async function deleteUnusedRows(
  session: SiteSession,
  { courseId, stillEnrolled = [], enrolledFrom, enrolledUntil }: UnusedRows,
): Promise<number> {
  requireTotara(session, 'command to delete unused completions');
  const { rowCount } = await session.db.query(
    `DELETE FROM ${tableName(session, 'course_completions')}
      WHERE course = $1 AND status = $2 AND timestarted = 0 AND userid <> ALL($3::bigint[])
        AND timeenrolled >= coalesce($4, timeenrolled) AND timeenrolled <= coalesce($5, timeenrolled)`,
    [courseId, CompletionStatus.NotYetStarted, stillEnrolled, enrolledFrom ?? null, enrolledUntil ?? null],
  );
  return rowCount ?? 0;
}

/**
 * The task behind the setting `deletecompletionlogs`: removes log entries that are older than the given time.
 *
 * @returns how many went
 */
export async function pruneCompletionLog(session: SiteSession, beforeSeconds: number): Promise<number> {
  requireTotara(session, 'completion log');
  const { rowCount } = await session.db.query(
    `DELETE FROM ${tableName(session, 'course_completion_log')} WHERE timemodified < $1`,
    [beforeSeconds],
  );
  return rowCount ?? 0;
}
