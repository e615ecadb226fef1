import { insertRows, type TotaraDatabase } from '../schema/bulk-rows';

/** One transaction on a site: every operation's rows and its log entries are written through the same one. */
export interface SiteSession extends TotaraDatabase {
  /** Epoch seconds, the only time Totara stores. */
  now(): number;
  /** Who is logged as the one that changed something by hand. */
  readonly adminId: number;
}

export interface LogEntry {
  courseId: number;
  /** Null when the whole course was affected. */
  userId: number | null;
  changeUserId: number;
  description: string;
}

/** Who changes a record when nobody is logged in: the scheduled tasks. */
export const CRON_USER_ID = 0;

/** Adds to the completion log, stamped with the time of the change; Moodle has no such log. */
export async function writeLog(session: SiteSession, entries: readonly LogEntry[]): Promise<void> {
  const timemodified = session.now();
  await insertRows(
    session,
    'course_completion_log',
    entries.map(({ courseId, userId, changeUserId, description }) => ({
      courseid: courseId,
      userid: userId,
      changeuserid: changeUserId,
      description,
      timemodified,
    })),
  );
}

/** The operation needs what only Totara has: RPL, history or the completion log. */
export class OperationNotInMoodleError extends Error {
  constructor(operation: string) {
    super(`Moodle has no ${operation}.`);
    this.name = new.target.name;
  }
}

export function requireTotara(session: SiteSession, operation: string): void {
  if (session.location.flavour === 'moodle4') throw new OperationNotInMoodleError(operation);
}
