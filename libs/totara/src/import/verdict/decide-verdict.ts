import type { ImportVerdict } from '@oracle-integration/contracts';
import type { CellMoment } from '../row/cell-date';
import type { RowFault } from '../row/row-fault';
import type { KnownCompletion } from './known-completions.repository';

/** The verdict on one row, and why. */
export interface RowVerdict {
  readonly verdict: ImportVerdict;
  readonly reason: string | null;
  readonly column: string | null;
  readonly action: string | null;
  readonly firstLine: number | null;
}

/** What is known about a row that tells a completion. */
export interface VerdictFacts {
  /** The line that tells the same completion before this one. */
  readonly firstLine: number | null;
  readonly completed: CellMoment;
  /** What the ledger has of this learner in this course. */
  readonly known: readonly KnownCompletion[];
  /** Whether the row would change the record that an earlier import made of the same completion. */
  readonly isDifferent: boolean;
}

/**
 * What the ledger says to a completion of a file.
 *
 * A date without a time is any moment of its day, and a time without seconds any of its minute: what the ledger has
 * in there is the same completion, more exactly. Reports leave the time out, and else every completion that the site
 * told would come a second time.
 */
export function decideVerdict({ firstLine, completed, known, isDifferent }: VerdictFacts): RowVerdict {
  if (firstLine !== null) {
    return verdict('duplicate_in_file', `Line ${firstLine} tells this completion.`, firstLine);
  }
  const same = known.filter(
    ({ completedAt }) => completedAt >= completed.at && completedAt < completed.until,
  );
  const told = same.find(({ isFromSite }) => isFromSite);
  if (told) return verdict('known_from_site', siteReason(told));
  const isExact = ({ completedAt }: KnownCompletion) => completedAt.getTime() === completed.at.getTime();
  if (same.some(isExact)) return verdict(isDifferent ? 'changed' : 'unchanged');
  const [closer] = same;
  if (closer)
    return verdict(
      'unchanged',
      `An earlier import told it more exactly: ${closer.completedAt.toISOString()}.`,
    );
  return verdict('new');
}

function siteReason({ completedAt, isRevoked }: KnownCompletion): string {
  const at = completedAt.toISOString().replace('.000Z', 'Z');
  return isRevoked
    ? `The site told this completion (${at}) and took it back.`
    : `The site told this completion itself (${at}).`;
}

export function skippedVerdict(reason: string): RowVerdict {
  return verdict('skipped', reason);
}

export function faultVerdict({ reason, column, action }: RowFault): RowVerdict {
  return { ...verdict('error', reason), column, action };
}

function verdict(
  word: ImportVerdict,
  reason: string | null = null,
  firstLine: number | null = null,
): RowVerdict {
  return { verdict: word, reason, column: null, action: null, firstLine };
}
