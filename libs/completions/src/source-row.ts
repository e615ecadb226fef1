import type { CompletionObservation, Exclusion, SourceTable, WholePicture } from './observation';

/** Why a row of the site leads to no record of its own. */
export type SkipReason = Exclusion | 'duplicate' | 'no_time';

/**
 * What became of one row of the site. Every row has one of these: it leads to a record, or says why it does not.
 * Comparing their fingerprints with the site's, range by range, shows what was missed without reading the rows.
 */
export interface SourceRow {
  readonly sourceTable: SourceTable;
  readonly rowId: number;
  readonly userId: number;
  readonly courseId: number;
  readonly fingerprint: string;
  /** The record that holds the completion; `null` for what is no completion. */
  readonly recordId: string | null;
  readonly skipped: SkipReason | null;
}

/** One row an identity: the present row speaks where the history holds the same completion too. */
export function speakingRows({ current, history }: WholePicture): CompletionObservation[] {
  if (history.length === 0) return current ? [current] : [];
  const byTime = new Map<number, CompletionObservation>();
  for (const row of [...history, ...(current ? [current] : [])]) {
    if (row.completedAt) byTime.set(row.completedAt.getTime(), row);
  }
  const completed = [...byTime.values()];
  return current && !current.completedAt ? [...completed, current] : completed;
}

/**
 * What becomes of each row of a picture.
 *
 * @param recordIds the record of each row that speaks for one
 */
export function sourceRowsOf(
  picture: WholePicture,
  recordIds: ReadonlyMap<CompletionObservation, string>,
): SourceRow[] {
  const rows = picture.current ? [picture.current, ...picture.history] : picture.history;
  return rows.flatMap((row) => sourceRowOf(picture, row, recordIds) ?? []);
}

function sourceRowOf(
  { userId, courseId, exclusion }: WholePicture,
  row: CompletionObservation,
  recordIds: ReadonlyMap<CompletionObservation, string>,
): SourceRow | undefined {
  const { source, sourceRowId: rowId, fingerprint } = row;
  if (fingerprint === null || (source !== 'current' && source !== 'history')) return undefined;
  const own = recordIds.get(row);
  const recordId = own ?? recordOfSameTime(row, recordIds);
  const skipped = exclusion ?? (own !== undefined ? null : recordId === null ? 'no_time' : 'duplicate');
  return { sourceTable: source, rowId, userId, courseId, fingerprint, recordId, skipped };
}

/** The record that another row of the same completion speaks for. */
function recordOfSameTime(
  { completedAt }: CompletionObservation,
  recordIds: ReadonlyMap<CompletionObservation, string>,
): string | null {
  for (const [row, id] of recordIds) {
    if (completedAt && row.completedAt?.getTime() === completedAt.getTime()) return id;
  }
  return null;
}
