import { CompletionStatus } from '@oracle-integration/contracts';
import { contentOf, type LedgerRecord, type RecordChange, renderContent } from './completion-record';
import { foldPartialPicture } from './fold-partial-picture';
import type { CompletionObservation, LearnerCourseObservation, WholePicture } from './observation';
import { observedContent } from './record-content';
import { isPresent } from './record-life-cycle';
import { nextRevision } from './next-revision';
import { type SourceRow, sourceRowsOf, speakingRows } from './source-row';

/** A record whose content stands, but whose row is another one now. */
export interface RecordMove {
  readonly record: LedgerRecord;
  readonly row: CompletionObservation;
}

/** What the ledger must write so that it agrees with a picture. */
export interface Folded {
  readonly changes: readonly RecordChange[];
  readonly moves: readonly RecordMove[];
  /** Every row of the site that the picture shows, and the record it leads to, or why it leads to none. */
  readonly rows: readonly SourceRow[];
}

/**
 * What the ledger must write so that it agrees with what is known of one learner in one course.
 *
 * Pure: the same picture folded twice changes nothing the second time. Records are matched in this order:
 *
 * 1. by identity, the time of completion (a row that moved to history keeps its record);
 * 2. the present row to the unfinished record (it goes on, or is completed now);
 * 3. a row to the completed record it was read from before (its time was corrected).
 *
 * What the site has beyond that is a new record; what only the ledger has was withdrawn by the site: revoked. What a
 * file brought is left alone: the site never had it.
 */
export function foldObservation(
  known: readonly LedgerRecord[],
  picture: LearnerCourseObservation,
  newId: () => string,
): Folded {
  if (picture.extent === 'part')
    return { changes: foldPartialPicture(known, picture, newId), moves: [], rows: [] };
  if (picture.exclusion !== null) return { changes: [], moves: [], rows: sourceRowsOf(picture, new Map()) };
  return foldWholePicture(known, picture, newId);
}

interface Match {
  row: CompletionObservation;
  record: LedgerRecord | undefined;
}

function foldWholePicture(
  known: readonly LedgerRecord[],
  picture: WholePicture,
  newId: () => string,
): Folded {
  const matches = matchRecords(known, speakingRows(picture));
  const changes: RecordChange[] = [];
  const moves: RecordMove[] = [];
  const recordIds = new Map<CompletionObservation, string>();
  for (const { row, record } of matches) {
    const change = nextRevision({ record, content: observedContent(picture, row, record), row, newId });
    if (change) changes.push(change);
    else if (record && !isReadFrom(record, row)) moves.push({ record, row });
    recordIds.set(row, change?.id ?? record!.id);
  }
  const matched = new Set(matches.map(({ record }) => record));
  for (const record of known) {
    if (!matched.has(record) && isOfSite(record)) changes.push(revoked(record));
  }
  return { changes, moves, rows: sourceRowsOf(picture, recordIds) };
}

function matchRecords(known: readonly LedgerRecord[], rows: readonly CompletionObservation[]): Match[] {
  const free = new Set(known);
  const take = (record: LedgerRecord | undefined) => {
    if (record) free.delete(record);
    return record;
  };
  const byIdentity = rows.map((row) => ({
    row,
    record: take(
      [...free].find((record) => row.completedAt && isSameTime(record.completedAt, row.completedAt)),
    ),
  }));
  return byIdentity.map(({ row, record }) => ({
    row,
    record: record ?? take(row.source === 'current' ? presentRecord(free, row) : archivedRecord(free, row)),
  }));
}

function isSameTime(left: Date | null, right: Date): boolean {
  return left?.getTime() === right.getTime();
}

/** Whether the record's provenance is this very row. */
function isReadFrom(record: LedgerRecord, row: CompletionObservation): boolean {
  return record.sourceTable === row.source && record.sourceRowId === row.sourceRowId;
}

/** Whether the site spoke for the record last; a vanished row then means that the site took it back. */
function isOfSite({ sourceTable, status }: LedgerRecord): boolean {
  return sourceTable !== 'import' && status !== CompletionStatus.Revoked;
}

/** The record that the present row continues, though its time of completion is another. */
function presentRecord(
  free: ReadonlySet<LedgerRecord>,
  row: CompletionObservation,
): LedgerRecord | undefined {
  const present = [...free].filter((record) => isPresent(record) && record.sourceTable !== 'import');
  const unfinished = present.find((record) => record.completedAt === null);
  if (unfinished) return unfinished;
  // An enrolment that was withdrawn and is there again: unfinished records have one identity, too.
  if (row.completedAt === null) return [...free].find((record) => record.completedAt === null);
  return present.find(
    ({ sourceTable, sourceRowId }) =>
      (sourceTable === 'current' || sourceTable === 'event') && sourceRowId === row.sourceRowId,
  );
}

/** The archived record whose time an administrator has corrected in the history. */
function archivedRecord(
  free: ReadonlySet<LedgerRecord>,
  row: CompletionObservation,
): LedgerRecord | undefined {
  return [...free].find((record) => record.status !== CompletionStatus.Revoked && isReadFrom(record, row));
}

function revoked(record: LedgerRecord): RecordChange {
  const content = { ...contentOf(record), status: CompletionStatus.Revoked };
  const { id, completedAt, sourceTable, sourceRowId } = record;
  return {
    id,
    revision: record.revision + 1,
    kind: 'revoked',
    previous: record,
    content,
    rendered: renderContent(content),
    completedAt,
    sourceTable,
    sourceRowId,
  };
}
