import type { CompletionStatus } from './completion';

/** How many courses one history file may name. */
export const HISTORY_FILE_IDS_MAX = 1000;

/** The statuses that a history file can tell Oracle of. */
export const HISTORY_STATUSES = ['complete', 'completeviarpl'] as const satisfies readonly CompletionStatus[];
export type HistoryStatus = (typeof HISTORY_STATUSES)[number];

/** `never_sent`: only what Oracle has in no revision; `all`: whatever it has. */
export const HISTORY_SCOPES = ['never_sent', 'all'] as const;
export type HistoryScope = (typeof HISTORY_SCOPES)[number];

/** `POST /api/admin/history-files`: which completions are written into an HCM Data Loader file. */
export interface RequestHistoryFile {
  scope: HistoryScope;
  /** Completed at or after this moment: an ISO 8601 date (midnight UTC) or time. */
  from?: string;
  /** Completed before this moment. */
  to?: string;
  courseIds?: number[];
  /** Left out: both. */
  statuses?: HistoryStatus[];
  /** Only look, count and report: no file is made. */
  dryRun?: boolean;
}

export const HistoryFileState = {
  Running: 'running',
  Finished: 'finished',
  Cancelled: 'cancelled',
  /** It could not be made; `failure` says why. */
  Failed: 'failed',
  /** What was made is removed, by a manager or because it was kept long enough. */
  Removed: 'removed',
} as const;
export type HistoryFileState = (typeof HistoryFileState)[keyof typeof HistoryFileState];

/** Completions that are left out for the same reason. */
export interface HistoryReasonView {
  code: string;
  reason: string;
  count: number;
}

/**
 * `GET /api/admin/history-files/:id`. `DELETE` cancels one that is being made, and removes what a finished one holds.
 * `…/file` is the ZIP archive with `LearningRecord.dat`, `…/report` the CSV file of what is left out.
 */
export interface HistoryFileView {
  id: string;
  state: HistoryFileState;
  scope: HistoryScope;
  from: string | null;
  to: string | null;
  courseIds: number[];
  statuses: HistoryStatus[];
  dryRun: boolean;
  /** How far it has come: everything completed before this moment was looked at. `null`: it has not begun. */
  reachedAt: string | null;
  /** Completions that were asked for: those written and those left out. */
  selected: number;
  /** Lines of the file; in a dry run, how many there would be. */
  written: number;
  leftOut: number;
  /** Why completions are left out, the most frequent first. */
  reasons: HistoryReasonView[];
  hasFile: boolean;
  hasReport: boolean;
  /** Size of the ZIP archive; `null` where there is none. */
  fileBytes: number | null;
  requestedBy: string;
  createdAt: string;
  finishedAt: string | null;
  failure: string | null;
}

/** `GET /api/admin/history-files`: the latest twenty, the newest first. */
export interface HistoryFilesView {
  files: HistoryFileView[];
}
