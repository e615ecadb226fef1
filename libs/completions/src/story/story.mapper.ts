import type {
  CompletionDeliveryView,
  CompletionRevisionView,
  CompletionStoryView,
  CompletionView,
} from '@oracle-integration/contracts';
import { revisionDifferences } from './revision-differences';
import { revisionSummary } from './revision-summary';
import type { StoredRecord, StoredRevision } from './story.repository';

/** The story from what is stored: a revision that was replaced while it was read is told once. */
export function storyView(
  record: StoredRecord,
  past: readonly StoredRevision[],
  deliveries: CompletionDeliveryView[],
): CompletionStoryView {
  const completion = JSON.parse(record.publicJson) as CompletionView;
  const told = [...past, record].map((stored) => ({
    stored,
    completion: JSON.parse(stored.publicJson) as CompletionView,
  }));
  const once = [...new Map(told.map((one) => [one.completion.revision, one])).values()];
  const rowId = Number(record.sourceRowId);
  return {
    completion,
    site: record.siteId,
    source: { kind: record.source, rowId: rowId === 0 ? null : rowId },
    status: completion.status,
    revisions: once.map((one, index) => revisionView(one, once[index - 1]?.completion)),
    deliveries,
  };
}

function revisionView(
  { stored, completion }: { stored: StoredRevision; completion: CompletionView },
  before: CompletionView | undefined,
): CompletionRevisionView {
  const changes = before ? revisionDifferences(before, completion) : [];
  const { kind, noticedBy } = stored;
  return {
    revision: completion.revision,
    kind,
    noticedBy,
    at: completion.changedAt,
    summary: revisionSummary({ kind, noticedBy, completion, changes }),
    changes,
  };
}
