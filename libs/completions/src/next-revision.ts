import {
  contentOf,
  type LedgerRecord,
  type RecordChange,
  type RecordContent,
  renderContent,
} from './completion-record';
import type { CompletionObservation } from './observation';
import { kindOfChange } from './record-life-cycle';

/** The next revision of a record, or its first; `undefined` when outsiders would see no difference. */
export function nextRevision({
  record,
  content,
  row,
  newId,
}: {
  record: LedgerRecord | undefined;
  content: RecordContent;
  row: Pick<CompletionObservation, 'completedAt' | 'source' | 'sourceRowId'>;
  newId: () => string;
}): RecordChange | undefined {
  const rendered = renderContent(content);
  if (record?.contentHash === rendered.hash) return undefined;
  return {
    id: record?.id ?? newId(),
    revision: (record?.revision ?? 0) + 1,
    kind: kindOfChange(record && contentOf(record), content),
    previous: record,
    content,
    rendered,
    completedAt: row.completedAt,
    sourceTable: row.source,
    sourceRowId: row.sourceRowId,
  };
}
