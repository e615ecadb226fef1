import type { SiteMarks } from '../reader/totara-reader';
import type { CapturePosition } from './capture-position';

/**
 * - `cut`: rows behind our position may have been deleted unread (log retention, while nobody looked for long).
 * - `went_back`: the site was restored from a backup: ids that were read before will be given out again.
 */
export type LogGap = 'cut' | 'went_back';

/** Whether the change log can no longer be trusted to tell everything since the position. */
export function logGapOf({ logId }: CapturePosition, marks: SiteMarks): LogGap | null {
  if (logId === 0) return null;
  if (marks.logId < logId) return 'went_back';
  return marks.firstLogId !== null && marks.firstLogId > logId + 1 ? 'cut' : null;
}

/**
 * The position from which reading goes on.
 *
 * Ids never go beyond what the tables hold: where the last rows were deleted, or a backup was restored, a server may
 * give the same ids out again, and rows under them would be taken for known ones.
 */
export function clampedTo(position: CapturePosition, marks: SiteMarks): CapturePosition {
  return {
    ...position,
    currentId: Math.min(position.currentId, marks.currentId),
    historyId: Math.min(position.historyId, marks.historyId),
    logId: Math.min(position.logId, marks.logId),
  };
}
