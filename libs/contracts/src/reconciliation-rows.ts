import type { CompletionStatus } from './completion';

/** What a row behind a figure of the reconciliation is about. */
export const RECONCILIATION_ROW_KINDS = [
  'unexplained',
  'stopped',
  'waiting',
  'notQueued',
  'keptBack',
  'delivered',
  'imported',
  'duplicates',
] as const;
export type ReconciliationRowKind = (typeof RECONCILIATION_ROW_KINDS)[number];

export const RECONCILIATION_ROWS_LIMIT_DEFAULT = 50;
export const RECONCILIATION_ROWS_LIMIT_MAX = 200;

/** The query string of `GET /api/admin/reconciliation/rows`. */
export interface ReconciliationRowsParams {
  kind: ReconciliationRowKind;
  /** Completed on this day, `2026-02-01` in UTC. */
  day?: string;
  courseId?: number;
  cursor?: string;
  limit?: number;
}

/** One completion behind a figure. */
export interface ReconciliationRowView {
  /** Its story is at `GET /api/admin/completions/:id`; `null` for a row of Totara that the ledger does not know. */
  recordId: string | null;
  /** The row in Totara, where there is one. */
  source: { kind: 'current' | 'history' | 'event' | 'import'; rowId: number | null };
  userId: number;
  user: string;
  courseId: number;
  course: string;
  status: CompletionStatus | null;
  timecompleted: string | null;
  /** One sentence: why it is in this figure. */
  reason: string;
}

/** `GET /api/admin/reconciliation/rows` */
export interface ReconciliationRowsView {
  /**
   * Only so many rows are looked at for a page: it may hold fewer than `limit`, even none, and still have a
   * `nextCursor`.
   */
  items: ReconciliationRowView[];
  nextCursor: string | null;
}
