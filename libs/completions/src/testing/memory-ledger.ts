import type { CompletionView } from '@oracle-integration/contracts';
import { type LedgerRecord, type RecordChange, renderPublicJson } from '../completion-record';
import { foldObservation } from '../fold-observation';
import type { LearnerCourseObservation } from '../observation';

/** The ledger of one learner in one course, kept in memory, with ids `record-1`, `record-2` … in order. */
export class MemoryLedger {
  private readonly byId = new Map<string, LedgerRecord>();

  get records(): LedgerRecord[] {
    return [...this.byId.values()];
  }

  /** What outsiders see of each record, oldest first. */
  get views(): CompletionView[] {
    return this.records.map(({ publicJson }) => JSON.parse(publicJson) as CompletionView);
  }

  /** Folds a picture and keeps what it changes. */
  fold(picture: LearnerCourseObservation): RecordChange[] {
    let lastNumber = this.byId.size;
    const { changes, moves } = foldObservation(this.records, picture, () => `record-${(lastNumber += 1)}`);
    for (const change of changes) this.byId.set(change.id, recordOf(change));
    for (const { record, row } of moves)
      this.byId.set(record.id, { ...record, sourceTable: row.source, sourceRowId: row.sourceRowId });
    return [...changes];
  }
}

function recordOf(change: RecordChange): LedgerRecord {
  const { content } = change;
  return {
    id: change.id,
    revision: change.revision,
    userId: content.userId,
    courseId: content.courseId,
    status: content.status,
    isArchived: content.archived,
    completedAt: change.completedAt,
    sourceTable: change.sourceTable,
    sourceRowId: change.sourceRowId,
    contentHash: change.rendered.hash,
    publicJson: renderPublicJson(change, new Date('2026-03-01T00:00:00.000Z')),
  };
}
