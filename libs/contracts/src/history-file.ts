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

/** Lines of one ZIP archive; a larger selection is written into several. */
export const HISTORY_PART_LINES_MAX = 250_000;

export const HistoryUploadState = {
  /** It is being sent to Oracle, or Oracle is loading it. */
  Running: 'running',
  /** Oracle has looked at every line: it may still have refused some. */
  Finished: 'finished',
  /** It came to nothing, or Oracle does not say what became of every line; `failure` says why. */
  Failed: 'failed',
} as const;
export type HistoryUploadState = (typeof HistoryUploadState)[keyof typeof HistoryUploadState];

/** How Oracle loads a history file: `POST /api/admin/history-files/:id/upload` begins it. */
export interface HistoryUploadView {
  state: HistoryUploadState;
  /** Parts that Oracle has looked at, of all `parts` of the file. */
  partsLoaded: number;
  /** The data set in Oracle that was made last, and what Oracle says of it. */
  dataSetId: string | null;
  dataSetStatus: string | null;
  loaded: number;
  refused: number;
  /** Lines that Oracle did not look at; they stay as they are, and may be uploaded again. */
  unprocessed: number;
  /** `…/upload-report` is the CSV file of what Oracle refused. */
  hasReport: boolean;
  startedBy: string;
  startedAt: string;
  finishedAt: string | null;
  /** Why it failed; while it is running, what is in its way until it is tried again. */
  failure: string | null;
}

/** The query string of `GET /api/admin/history-files/:id/file`. */
export interface DownloadHistoryFileParams {
  /** From 1; left out: the first. */
  part?: number;
}

/**
 * `GET /api/admin/history-files/:id`. `DELETE` cancels one that is being made, and removes what a finished one holds.
 * `…/file` is a ZIP archive with `LearningRecord.dat`, `…/report` the CSV file of what is left out.
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
  /** ZIP archives that can be downloaded; 0 where there is none. */
  parts: number;
  hasReport: boolean;
  /** Bytes of all the lines, before they are compressed. */
  bytes: number;
  /** `null`: it was never uploaded. */
  upload: HistoryUploadView | null;
  requestedBy: string;
  createdAt: string;
  finishedAt: string | null;
  failure: string | null;
}

/** `GET /api/admin/history-files`: the latest twenty, the newest first. */
export interface HistoryFilesView {
  files: HistoryFileView[];
}
