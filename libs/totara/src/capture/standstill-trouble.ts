import type { CaptureStatusView } from '@oracle-integration/contracts';
import { describeError } from '@oracle-integration/platform';

type Trouble = NonNullable<CaptureStatusView['trouble']>;

/** PostgreSQL: no room for another page or another piece of its log. */
const DISK_FULL = '53100';
/** A look that takes longer than this, or is left out so often in a row, is no delay any more. */
const STANDSTILL_SECONDS_MIN = 180;
const STANDSTILL_LOOKS = 8;

/** After how many seconds without a look at the site nobody can be looking. */
export function standstillSeconds(pollSeconds: number): number {
  return Math.max(STANDSTILL_SECONDS_MIN, STANDSTILL_LOOKS * pollSeconds);
}

/** What was read cannot be written down. Nothing is lost: the position in the site moves only with what is recorded. */
export function notRecorded(error: unknown, since: Date): Trouble {
  const isDiskFull = (error as { code?: unknown } | null)?.code === DISK_FULL;
  return {
    code: isDiskFull ? 'CAPTURE.DISK_FULL' : 'CAPTURE.NOT_RECORDED',
    reason: isDiskFull
      ? 'The disk of our own database is full, so nothing new can be written down. Nothing is lost: it is read again.'
      : `What Totara holds cannot be written into our own database: ${describeError(error)}. Nothing is lost: it is read again.`,
    action: isDiskFull
      ? 'Operator: make room on the disk of the database. It goes on by itself.'
      : "Operator: see the log, and the database server's. It goes on by itself.",
    since: since.toISOString(),
  };
}

/** Nobody has looked at the site for long, in whichever process, and nothing else says why. */
export function standstill(lastReadAt: Date): Trouble {
  return {
    code: 'CAPTURE.STANDSTILL',
    reason: 'Totara has not been read for minutes, and nothing says why.',
    action:
      'Operator: see that a process with ROLE=worker or ROLE=all runs and that our own database can be written; its log tells more.',
    since: lastReadAt.toISOString(),
  };
}
