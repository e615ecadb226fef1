/** Why the site was compared with the ledger. */
export const ReconciliationReason = {
  Schedule: 'schedule',
  Manager: 'manager',
  /** The change log was cut, or went back: what it would have told must be found by comparing. */
  LogGap: 'log_gap',
} as const;
export type ReconciliationReason = (typeof ReconciliationReason)[keyof typeof ReconciliationReason];

export const ReconciliationState = {
  /** Asked for; begins within seconds. */
  Requested: 'requested',
  Running: 'running',
  Finished: 'finished',
  /** Waits for a manager to confirm that completions really vanished from the site. */
  Stopped: 'stopped',
} as const;
export type ReconciliationState = (typeof ReconciliationState)[keyof typeof ReconciliationState];

/** One comparison of the whole site with the ledger. */
export interface ReconciliationRunView {
  id: string;
  state: ReconciliationState;
  reason: ReconciliationReason;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Rows of the site that were compared so far. */
  rowsCompared: number;
  /** Rows that the ledger did not know exactly so; they were looked at again. */
  rowsDiffering: number;
  /** Completion records that were missing and are there now. */
  added: number;
  /** Completion records that got a new revision. */
  revised: number;
  trouble: { code: string; reason: string; action: string } | null;
}

/**
 * Where completions stand. All figures count completions, archived ones included.
 *
 * `site = ledger + duplicates + unexplained` and
 * `ledger + imported = delivered + waiting + stopped + notQueued + keptBack`.
 */
export interface ReconciliationFiguresView {
  /** Completed rows in Totara. */
  site: number;
  ledger: number;
  /** Rows of Totara that show a completion which another row shows, too. */
  duplicates: number;
  /** Completions that came by message or file only. */
  imported: number;
  delivered: number;
  waiting: number;
  /** Not tried again until somebody acts. */
  stopped: number;
  /** Found by the first load and not asked for: a backfill queues them. */
  notQueued: number;
  /**
   * A policy in Settings kept them back when they were counted: nothing is sent until the policy changes. Or their person
   * was erased.
   */
  keptBack: number;
  /** Read and accepted, as they are now, by at least one system that pulls; however they stand otherwise. */
  acknowledged: number;
  /** What nobody can account for. The promise is zero. */
  unexplained: number;
}

export interface ReconciliationCourseView extends ReconciliationFiguresView {
  courseId: number;
  course: string | null;
}

export interface ReconciliationDayView extends ReconciliationFiguresView {
  /** `2026-02-01`, in UTC, by time completed. */
  day: string;
}

export const RECONCILIATION_DAYS_MAX = 400;
export const RECONCILIATION_COURSES_MAX = 1000;

/** The query string of `GET /api/admin/reconciliation`; both dates as `2026-02-01`, inclusive. */
export interface ReconciliationParams {
  from?: string;
  to?: string;
}

/** `GET /api/admin/reconciliation` */
export interface ReconciliationView {
  /** One sentence for a manager. */
  summary: string;
  /** The comparison that is asked for, under way or stopped. */
  current: ReconciliationRunView | null;
  /** The last one that was finished; the figures below are its. */
  last: ReconciliationRunView | null;
  nextAt: string | null;
  /**
   * The policies keep other completions back than when the last comparison began: its figures go by those, the lists
   * behind them by the present ones.
   */
  isPolicyChanged: boolean;
  totals: ReconciliationFiguresView;
  /** At most 1000 courses, those with the most completions first. */
  byCourse: ReconciliationCourseView[];
  /** The latest 400 days with completions, or those between `from` and `to`. */
  byDay: ReconciliationDayView[];
}

/** `POST /api/admin/reconciliation` starts a comparison now. */
export interface StartReconciliationRequest {
  /** The completions that vanished from the site are really gone: revoke them. */
  confirmRemovals?: boolean;
}
