import {
  type ReconciliationFiguresView,
  type ReconciliationRunView,
  type ReconciliationView,
} from '@oracle-integration/contracts';

const FIGURES: ReconciliationFiguresView = {
  site: 120,
  ledger: 120,
  duplicates: 0,
  imported: 0,
  delivered: 110,
  waiting: 4,
  stopped: 6,
  notQueued: 0,
  keptBack: 0,
  acknowledged: 0,
  unexplained: 0,
};

export function aComparison(change: Partial<ReconciliationRunView> = {}): ReconciliationRunView {
  return {
    id: '7',
    state: 'finished',
    reason: 'schedule',
    requestedAt: '2026-02-01T02:00:00Z',
    startedAt: '2026-02-01T02:00:01Z',
    finishedAt: '2026-02-01T02:04:00Z',
    rowsCompared: 48_210,
    rowsDiffering: 0,
    added: 0,
    revised: 0,
    trouble: null,
    ...change,
  };
}

/** Everything is accounted for, unless told otherwise. */
export function aReconciliation(change: Partial<ReconciliationView> = {}): ReconciliationView {
  return {
    summary: 'All 120 completions in Totara are accounted for.',
    current: null,
    last: aComparison(),
    nextAt: '2026-02-02T02:00:00Z',
    isPolicyChanged: false,
    totals: FIGURES,
    byCourse: [
      { ...FIGURES, courseId: 88, course: 'Fire Safety' },
      { ...FIGURES, site: 0, ledger: 0, delivered: 0, waiting: 0, stopped: 0, courseId: 89, course: null },
    ],
    byDay: [
      { ...FIGURES, day: '2026-01-31' },
      { ...FIGURES, day: '2026-02-01' },
    ],
    ...change,
  };
}

/** Three completions of Totara are not accounted for. */
export function anUnexplainedReconciliation(): ReconciliationView {
  const totals = { ...FIGURES, site: 123, unexplained: 3 };
  return aReconciliation({
    summary: '3 of 123 completions in Totara are not accounted for.',
    totals,
    byCourse: [{ ...totals, courseId: 88, course: 'Fire Safety' }],
  });
}

/** A policy in Settings keeps 30 completions of a course back. */
export function aKeptBackReconciliation(): ReconciliationView {
  const totals = { ...FIGURES, delivered: 80, keptBack: 30 };
  return aReconciliation({ totals, byCourse: [{ ...totals, courseId: 88, course: 'Fire Safety' }] });
}
