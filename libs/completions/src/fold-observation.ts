import { CompletionStatus } from '@oracle-integration/contracts';
import {
  contentHash,
  contentOf,
  type LedgerRecord,
  type RecordChange,
  type RecordContent,
} from './completion-record';
import type { CompletionObservation, LearnerCourseObservation } from './observation';
import { observedContent } from './record-content';

/**
 * What the ledger must write so that it agrees with what the site holds about one learner in one course.
 *
 * Pure: the same picture folded twice changes nothing the second time. Records are matched in this order:
 *
 * 1. by identity, the time of completion (a row that moved to history keeps its record);
 * 2. the present row to the unfinished record (it goes on, or is completed now);
 * 3. the present row to the completed record it was read from before (its time was corrected).
 *
 * What the site has beyond that is a new record; what only the ledger has was withdrawn by the site: revoked.
 */
export function foldObservation(
  known: readonly LedgerRecord[],
  pair: LearnerCourseObservation,
  newId: () => string,
): RecordChange[] {
  const matches = matchRecords(known, wantedRows(pair));
  const changes: RecordChange[] = [];
  for (const { row, record } of matches) {
    const content = observedContent(pair, row, record);
    const change = nextRevision(record, content, row, newId);
    if (change) changes.push(change);
  }
  const matched = new Set(matches.map(({ record }) => record));
  for (const record of known) {
    if (!matched.has(record) && record.status !== CompletionStatus.Revoked) changes.push(revoked(record));
  }
  return changes;
}

/** One row an identity: the present row speaks where the history holds the same completion too. */
function wantedRows({ current, history }: LearnerCourseObservation): CompletionObservation[] {
  const byTime = new Map<number, CompletionObservation>();
  for (const row of [...history, ...(current ? [current] : [])]) {
    if (row.completedAt) byTime.set(row.completedAt.getTime(), row);
  }
  const completed = [...byTime.values()];
  return current && !current.completedAt ? [...completed, current] : completed;
}

interface Match {
  row: CompletionObservation;
  record: LedgerRecord | undefined;
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
    record: record ?? (row.source === 'current' ? take(presentRecord([...free], row)) : undefined),
  }));
}

function isSameTime(left: Date | null, right: Date): boolean {
  return left?.getTime() === right.getTime();
}

/** The record that the present row continues, though its time of completion is another. */
function presentRecord(free: readonly LedgerRecord[], row: CompletionObservation): LedgerRecord | undefined {
  const present = free.filter((record) => !record.isArchived && record.status !== CompletionStatus.Revoked);
  const unfinished = present.find((record) => record.completedAt === null);
  if (unfinished) return unfinished;
  // An enrolment that was withdrawn and is there again: unfinished records have one identity, too.
  if (row.completedAt === null) return free.find((record) => record.completedAt === null);
  return present.find((record) => record.sourceTable === 'current' && record.sourceRowId === row.sourceRowId);
}

function nextRevision(
  record: LedgerRecord | undefined,
  content: RecordContent,
  row: CompletionObservation,
  newId: () => string,
): RecordChange | undefined {
  if (record?.contentHash === contentHash(content)) return undefined;
  return {
    id: record?.id ?? newId(),
    revision: (record?.revision ?? 0) + 1,
    previous: record,
    content,
    completedAt: row.completedAt,
    sourceTable: row.source,
    sourceRowId: row.sourceRowId,
  };
}

function revoked(record: LedgerRecord): RecordChange {
  return {
    id: record.id,
    revision: record.revision + 1,
    previous: record,
    content: { ...contentOf(record), status: CompletionStatus.Revoked },
    completedAt: record.completedAt,
    sourceTable: record.sourceTable,
    sourceRowId: record.sourceRowId,
  };
}
