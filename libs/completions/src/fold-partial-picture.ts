import { CompletionStatus } from '@oracle-integration/contracts';
import { contentOf, isCompletedStatus, type LedgerRecord, type RecordChange } from './completion-record';
import { nextRevision } from './next-revision';
import type { CompletionObservation, PartialPicture } from './observation';
import { mergedContent } from './record-content';
import { isPresent } from './record-life-cycle';

/**
 * What a message or a file changes in the ledger. Nothing is inferred from what it does not mention, and nothing
 * that is known is replaced by "not told".
 *
 * - A file only adds: what the site itself told is never changed by it.
 * - A message speaks of the present row. A completed row with another id and an earlier time was archived since:
 *   Totara keeps one present row a learner and course. Messages come late and out of order, so one about an earlier
 *   completion than the present one is itself archived.
 */
export function foldPartialPicture(
  known: readonly LedgerRecord[],
  picture: PartialPicture,
  newId: () => string,
): RecordChange[] {
  const changes = new Map<string, RecordChange>();
  const note = (change: RecordChange | undefined) => change && changes.set(change.id, change);
  const rows = [...picture.history, ...(picture.current ? [picture.current] : [])];
  for (const row of rows) {
    if (row.source === 'import') note(importedChange(known, picture, row, newId));
    else for (const change of toldChanges(known, picture, row, newId)) note(change);
  }
  if (picture.presentBecame !== null) {
    for (const record of known.filter(isPresentCompletion)) note(became(record, picture.presentBecame));
  }
  return [...changes.values()];
}

function importedChange(
  known: readonly LedgerRecord[],
  picture: PartialPicture,
  row: CompletionObservation,
  newId: () => string,
): RecordChange | undefined {
  const record = sameTime(known, row);
  if (record && record.sourceTable !== 'import') return undefined;
  return nextRevision({ record, content: mergedContent(picture, row, record), row, newId });
}

function toldChanges(
  known: readonly LedgerRecord[],
  picture: PartialPicture,
  row: CompletionObservation,
  newId: () => string,
): (RecordChange | undefined)[] {
  const record = sameTime(known, row) ?? continued(known, row);
  // A late message about what was archived meanwhile tells nothing new.
  if (record?.isArchived) return [];
  const others = known.filter((other) => other !== record && isPresentCompletion(other));
  const isOvertaken = others.some((other) => isLater(other, row));
  const content = { ...mergedContent(picture, row, record), ...(isOvertaken ? { archived: true } : {}) };
  return [
    nextRevision({ record, content, row, newId }),
    ...(isOvertaken
      ? []
      : others.map((other) => became(other, isReset(other, row) ? 'revoked' : 'archived'))),
  ];
}

function sameTime(
  known: readonly LedgerRecord[],
  { completedAt }: CompletionObservation,
): LedgerRecord | undefined {
  return completedAt === null
    ? undefined
    : known.find((record) => record.completedAt?.getTime() === completedAt.getTime());
}

/** The record that the row goes on with: the unfinished one, or the completed one whose time was corrected. */
function continued(known: readonly LedgerRecord[], row: CompletionObservation): LedgerRecord | undefined {
  const unfinished = known.find((record) => record.completedAt === null);
  if (unfinished && (row.completedAt === null || unfinished.status !== CompletionStatus.Revoked))
    return unfinished;
  if (row.completedAt === null || row.sourceRowId === 0) return undefined;
  return known.find((record) => isPresentCompletion(record) && record.sourceRowId === row.sourceRowId);
}

/** Completed, and neither archived, revoked nor out of a file. */
function isPresentCompletion(record: LedgerRecord): boolean {
  return isPresent(record) && isCompletedStatus(record.status) && record.sourceTable !== 'import';
}

function isLater({ completedAt }: LedgerRecord, row: CompletionObservation): boolean {
  return row.completedAt !== null && completedAt !== null && completedAt > row.completedAt;
}

/** The same row shows no completion any more: it was taken back, not archived. */
function isReset(record: LedgerRecord, row: CompletionObservation): boolean {
  return row.sourceRowId !== 0 && record.sourceRowId === row.sourceRowId && row.completedAt === null;
}

function became(record: LedgerRecord, fate: 'archived' | 'revoked'): RecordChange | undefined {
  const before = contentOf(record);
  const content =
    fate === 'archived' ? { ...before, archived: true } : { ...before, status: CompletionStatus.Revoked };
  const row = {
    completedAt: record.completedAt,
    source: record.sourceTable,
    sourceRowId: record.sourceRowId,
  };
  return nextRevision({ record, content, row, newId: () => record.id });
}
