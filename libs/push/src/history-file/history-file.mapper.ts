import type { HistoryFileView, HistoryUploadView } from '@oracle-integration/contracts';
import type { HistoryFile } from './history-file.repository';
import { reasonWords } from './left-out';

/** A history file as a manager sees it. */
export function historyFileView(file: HistoryFile, upload: HistoryUploadView | null): HistoryFileView {
  const { order, state } = file;
  const hasContent = state === 'finished';
  return {
    id: file.id,
    state,
    scope: order.scope,
    from: order.from,
    to: order.to,
    courseIds: [...(order.courseIds ?? [])],
    statuses: [...order.statuses],
    dryRun: order.dryRun,
    reachedAt: momentOf(file.position?.at ?? null),
    selected: file.selected,
    written: file.written,
    leftOut: file.leftOut,
    reasons: [...file.reasons]
      .sort((one, other) => other.count - one.count)
      .map(({ code, count }) => ({ code, reason: reasonWords({ code, detail: null }), count })),
    parts: hasContent ? file.parts : 0,
    hasReport: hasContent && file.leftOut > 0,
    bytes: file.bytes,
    upload,
    requestedBy: file.requestedBy,
    createdAt: file.createdAt.toISOString(),
    finishedAt: file.finishedAt?.toISOString() ?? null,
    failure: file.failure,
  };
}

/** The ledger tells microseconds. */
function momentOf(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
