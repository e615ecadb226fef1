/** Where an import stands. */
export const ImportState = {
  /** The file is arriving. */
  Uploading: 'uploading',
  /** The file is here; its columns have to be looked at, then it can be checked. */
  Uploaded: 'uploaded',
  Checking: 'checking',
  /** Every row has its verdict; nothing is in the ledger yet. */
  Checked: 'checked',
  Applying: 'applying',
  Paused: 'paused',
  Applied: 'applied',
  /** Stopped by a manager; what was applied before stays. */
  Cancelled: 'cancelled',
  /** The file could not be taken; `error` says why. */
  Failed: 'failed',
  /** Deleted by a manager; its rows are being removed. */
  Removing: 'removing',
} as const;
export type ImportState = (typeof ImportState)[keyof typeof ImportState];

/** What the ledger says to one row of a file. */
export const ImportVerdict = {
  New: 'new',
  /** Known from an earlier import, exactly so. */
  Unchanged: 'unchanged',
  /** Known from an earlier import, with another grade, reason or name. */
  Changed: 'changed',
  /** The site itself told this completion. A file never changes what the site told. */
  KnownFromSite: 'known_from_site',
  /** No completion, such as a course in progress. */
  Skipped: 'skipped',
  DuplicateInFile: 'duplicate_in_file',
  Error: 'error',
} as const;
export type ImportVerdict = (typeof ImportVerdict)[keyof typeof ImportVerdict];

export const IMPORT_VERDICTS: readonly ImportVerdict[] = Object.values(ImportVerdict);

/** What a column of a file may hold. */
export const IMPORT_FIELDS = [
  'userId',
  'username',
  'userIdnumber',
  'email',
  'firstname',
  'lastname',
  'userFullname',
  'courseId',
  'courseShortname',
  'courseIdnumber',
  'courseFullname',
  'courseCategory',
  'status',
  'timecompleted',
  'timestarted',
  'timeenrolled',
  'grade',
  'gradeMax',
  'rpl',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What a person may be told apart by, the surest first. */
export const IMPORT_USER_KEYS = ['userId', 'username', 'userIdnumber', 'email'] as const;
export type ImportUserKey = (typeof IMPORT_USER_KEYS)[number];

/** What a course may be told apart by, the surest first. */
export const IMPORT_COURSE_KEYS = [
  'courseId',
  'courseShortname',
  'courseIdnumber',
  'courseFullname',
] as const;
export type ImportCourseKey = (typeof IMPORT_COURSE_KEYS)[number];

/** How `01/02/2026` is read. */
export type ImportDateOrder = 'day_first' | 'month_first';
export type ImportDecimalMark = '.' | ',';
export type ImportGradeUnit = 'points' | 'percent';
/** Whether people and courses that the site does not know are given a number of their own, or their rows refused. */
export type ImportUnknown = 'add' | 'refuse';

/** How the columns of a file are read. */
export interface ImportMapping {
  /** Column names by what they hold. */
  columns: Partial<Record<ImportField, string>>;
  /** The column that people are told apart by; `null` while none is mapped. */
  identifyUserBy: ImportUserKey | null;
  identifyCourseBy: ImportCourseKey | null;
  /** `null` where no date of the file needs it, or where it must be chosen. */
  dateOrder: ImportDateOrder | null;
  /** The IANA time zone of dates that name none. */
  timeZone: string;
  decimalMark: ImportDecimalMark;
  gradeUnit: ImportGradeUnit;
  unknown: ImportUnknown;
}

/** `PUT /api/admin/imports/:id/mapping`: what is left out is as it was detected. */
export type ImportMappingRequest = Pick<ImportMapping, 'columns'> & Partial<ImportMapping>;

/** What the dates of a column look like. */
export interface ImportColumnDatesView {
  /** For example `d/m/Y` or `1 Feb 2026`; every form that was seen. */
  forms: string[];
  /** How `01/02/2026` is meant, as far as the values prove it; `mixed` when they prove both. `null`: not asked. */
  order: ImportDateOrder | 'ambiguous' | 'mixed' | null;
}

export interface ImportColumnView {
  name: string;
  /** The first values that differ. */
  samples: string[];
  /** `null` where the column holds no dates. */
  dates: ImportColumnDatesView | null;
}

export type ImportEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type ImportDelimiter = ',' | ';' | '\t' | '|';

/** One import in the list. */
export interface ImportView {
  id: string;
  siteId: string;
  filename: string;
  state: ImportState;
  createdAt: string;
  bytes: number;
  encoding: ImportEncoding | null;
  delimiter: ImportDelimiter | null;
  rows: number;
  /** Rows checked or applied so far; `null` while neither is under way. */
  progress: { done: number; total: number } | null;
  /** Rows by verdict, as far as they were checked; `null` before. */
  verdicts: Record<ImportVerdict, number> | null;
  /** What applying it has written so far; `null` before. */
  applied: { added: number; revised: number; queued: number } | null;
  /** Why the work does not go on just now; it is tried again by itself. */
  trouble: string | null;
  /** Why the file was not taken. */
  error: { code: string; detail: string } | null;
  /** When the rows were removed; what remains are the figures. */
  rowsRemovedAt: string | null;
}

/** One import with what must be known to map its columns. */
export interface ImportDetailView extends ImportView {
  columns: ImportColumnView[];
  mapping: ImportMapping | null;
  /** What must be decided before the file can be checked, in plain words. */
  mappingProblems: string[];
  /** The first rows. */
  sample: { line: number; cells: string[] }[];
}

/** One row with its verdict. */
export interface ImportRowView {
  /** The line of the file on which the row begins; 1 is the header. */
  line: number;
  cells: string[];
  verdict: ImportVerdict;
  /** Why, in a sentence; `null` where the verdict says it all. */
  reason: string | null;
  /** The column at fault. */
  column: string | null;
  /** What to do about it. */
  action: string | null;
  /** The line that tells the same completion first. */
  firstLine: number | null;
  /** What the row was understood as. A person or course that is still without a number has none before it is applied. */
  userId: number | null;
  courseId: number | null;
  timecompleted: string | null;
}

export const IMPORT_PAGE_LIMIT_DEFAULT = 100;
export const IMPORT_PAGE_LIMIT_MAX = 1000;

export interface ImportPageView {
  items: ImportView[];
  nextCursor: string | null;
}

export interface ImportRowPageView {
  items: ImportRowView[];
  nextCursor: string | null;
}

/** The query string of `POST /api/admin/imports`, whose body is the file itself. */
export interface UploadImportParams {
  filename: string;
}

/** `POST /api/admin/imports/:id/apply`: which of the new completions are queued for Oracle. */
export interface ApplyImportRequest {
  /** `none`, `all`, or an ISO date: those completed at or after it. */
  deliver?: string;
}

/** `PUT /api/admin/imports/:id/state` */
export interface SetImportStateRequest {
  state: 'running' | 'paused' | 'cancelled';
}

export const IMPORT_BYTES_MAX = 1024 ** 3;
/** Rows and verdicts hold names: they are removed so long after the import came to rest. */
export const IMPORT_ROWS_KEPT_DAYS = 30;
