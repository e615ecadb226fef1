import { insertRows, tableName, type TotaraDatabase } from '../schema/bulk-rows';
import type { TotaraFlavour } from '../schema/flavour';
import type { TotaraTableName } from '../schema/totara-tables';
import type { EventSnapshot, SiteEvent } from './site-event';

/** One transaction on a site: every operation's rows and its log entries are written through the same one. */
export interface SiteSession extends TotaraDatabase {
  /** Epoch seconds, the only time Totara stores. */
  now(): number;
  /** Who is logged as the one that changed something by hand. */
  readonly adminId: number;
  /** Collects what Totara fires an event for; absent when nobody listens, so that a burst gathers nothing. */
  readonly events?: SiteEvent[];
}

/** Runs an operation in a transaction of the site, the present one if there is one. */
export type RunOperation = <T>(operation: (session: SiteSession) => Promise<T>) => Promise<T>;

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

/** The row of a table as an event's observers see it: as the driver answers it, numbers partly as text. */
export async function snapshotOf(
  session: SiteSession,
  table: TotaraTableName,
  id: number,
): Promise<EventSnapshot | null> {
  const { rows } = await session.db.query<EventSnapshot>(
    `SELECT * FROM ${tableName(session, table)} WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What an operation is about is not there, or not any more. */
export class RowMissingError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

const products: Record<TotaraFlavour, string> = {
  totara17: 'Totara 17',
  totara12: 'Totara 12',
  moodle4: 'Moodle',
};

/** The operation needs what this product or version does not have. */
export class OperationNotOnSiteError extends Error {
  constructor(flavour: TotaraFlavour, operation: string) {
    super(`${products[flavour]} has no ${operation}.`);
    this.name = new.target.name;
  }
}

/** RPL, history and the completion log are in Totara only. */
export function requireTotara({ location }: SiteSession, operation: string): void {
  if (location.flavour === 'moodle4') throw new OperationNotOnSiteError(location.flavour, operation);
}
