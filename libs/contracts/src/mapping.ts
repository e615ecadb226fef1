import type { CauseView } from './queue-list';
import type { SettingChanges } from './settings';

/** The lookup tables: what stands in Totara, and what Oracle calls it. */
export const LOOKUP_TABLES = ['people', 'courses'] as const;
export type LookupTable = (typeof LOOKUP_TABLES)[number];

export const LOOKUP_PAGE_LIMIT_DEFAULT = 50;
export const LOOKUP_PAGE_LIMIT_MAX = 200;
export const LOOKUP_TEXT_LENGTH_MAX = 255;
/** Rows that one uploaded file may hold. */
export const LOOKUP_UPLOAD_ROWS_MAX = 300_000;
/** Faults of an uploaded file that are shown one by one; all are counted. */
export const LOOKUP_FAULTS_SHOWN_MAX = 200;
export const PREVIEW_RECORDS_MAX = 20;

/** The query string of `GET /api/admin/mapping/tables/:table`. */
export interface ListLookupParams {
  /** The beginning of what stands in Totara, or of what Oracle calls it. */
  q?: string;
  cursor?: string;
  limit?: number;
}

export interface LookupRowView {
  /** The identifier in Totara. */
  key: string;
  /** The number in Oracle. */
  value: string;
  updatedAt: string;
  updatedBy: string;
}

export interface LookupPageView {
  rows: LookupRowView[];
  nextCursor: string | null;
}

/**
 * `PUT /api/admin/mapping/tables/:table/rows` adds a row or changes the one with this key. `DELETE` of the same address
 * takes `{"key"}`.
 */
export interface SaveLookupRow {
  key: string;
  value: string;
}
export type RemoveLookupRow = Pick<SaveLookupRow, 'key'>;

/** `merge`: good rows are added to what is there. `replace`: the file is the whole table, and holds as a whole or not. */
export const LOOKUP_UPLOAD_MODES = ['merge', 'replace'] as const;
export type LookupUploadMode = (typeof LOOKUP_UPLOAD_MODES)[number];

/**
 * The query string of `POST /api/admin/mapping/tables/:table/upload`. The body is the CSV file itself, as `text/csv`,
 * with the columns `key` and `value`.
 */
export interface UploadLookupParams {
  mode: LookupUploadMode;
}

export interface LookupFaultView {
  /** Line of the file; 1 is the heading. */
  line: number;
  key: string | null;
  reason: string;
}

/** What came of an uploaded file. */
export interface LookupUploadView {
  mode: LookupUploadMode;
  /** `false`: the file holds faults and `replace` was asked for, so nothing was changed. */
  isApplied: boolean;
  rows: number;
  added: number;
  changed: number;
  removed: number;
  faultCount: number;
  faults: LookupFaultView[];
}

/** `POST /api/admin/mapping/preview`: what would be sent of real records, by settings that need not be saved. */
export interface PreviewMapping {
  values?: SettingChanges;
  /** Either one record … */
  recordId?: string;
  /** … or the completions that changed last. */
  newest?: number;
}

export interface MappedRecordView {
  recordId: string;
  revision: number;
  user: string;
  course: string;
  /** The public JSON of the record: what an expression sees. */
  input: string;
  personKey: string | null;
  courseKey: string | null;
  /** JSON as it would be sent; `null` when the record would be parked. */
  body: string | null;
  idempotencyKey: string | null;
  /** Why it would be parked. */
  cause: CauseView | null;
}

export interface MappingPreviewView {
  records: MappedRecordView[];
}

/** `waiting`: what is in the queue and has not been sent; `all`: every completion of the ledger. */
export const PREFLIGHT_SCOPES = ['waiting', 'all'] as const;
export type PreflightScope = (typeof PREFLIGHT_SCOPES)[number];

/** `POST /api/admin/mapping/preflights` */
export interface RequestPreflight {
  scope: PreflightScope;
  /** Only completions completed at or after this moment. */
  from?: string;
  /** Only completions completed before this moment. */
  to?: string;
  courseIds?: number[];
  /** Mapping settings that are not saved yet. */
  values?: SettingChanges;
}

export const PreflightState = {
  Running: 'running',
  Finished: 'finished',
  Cancelled: 'cancelled',
  Failed: 'failed',
} as const;
export type PreflightState = (typeof PreflightState)[keyof typeof PreflightState];

/** Somebody or something that a group is about, with how often it was met. */
export interface PreflightSampleView {
  id: number;
  name: string;
  /** Staff number of a person, number of a course. */
  number: string | null;
  count: number;
}

/** Completions that would be parked for the same cause. */
export interface PreflightGroupView {
  cause: CauseView;
  count: number;
  /** The first of them; at most 20. */
  people: PreflightSampleView[];
  courses: PreflightSampleView[];
}

/** `GET /api/admin/mapping/preflights/:id`; `DELETE` cancels. */
export interface PreflightView {
  id: string;
  state: PreflightState;
  scope: PreflightScope;
  /** As they were asked for; `null`: from the beginning, to the end. */
  from: string | null;
  to: string | null;
  /** Empty: of all courses. */
  courseIds: number[];
  lookedAt: number;
  fine: number;
  parked: number;
  /** Kept back by the policies, and neither fine nor parked. */
  keptBack: number;
  /** Of the fine ones: Oracle has an older revision of it. */
  changedSinceSent: number;
  groups: PreflightGroupView[];
  requestedBy: string;
  createdAt: string;
  finishedAt: string | null;
  failure: string | null;
}

/** `GET /api/admin/mapping/preflights`: the last ones, newest first. */
export interface PreflightsView {
  preflights: PreflightView[];
}
