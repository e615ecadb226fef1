import type {
  ReconciliationRowView,
  ReconciliationRunView,
  ReconciliationView,
} from '@oracle-integration/contracts';
import { dateOf } from '../../../lib/wire-date';

type RunDate = 'requestedAt' | 'startedAt' | 'finishedAt';

export interface ReconciliationRun extends Omit<ReconciliationRunView, RunDate> {
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** `ReconciliationView` with dates in place of their texts; a day stays the text it is, a day in UTC. */
export interface Reconciliation extends Omit<ReconciliationView, 'current' | 'last' | 'nextAt'> {
  current: ReconciliationRun | null;
  last: ReconciliationRun | null;
  nextAt: Date | null;
}

export interface ReconciliationRow extends Omit<ReconciliationRowView, 'timecompleted'> {
  timecompleted: Date | null;
}

export function toReconciliation(view: ReconciliationView): Reconciliation {
  return {
    ...view,
    current: view.current && toRun(view.current),
    last: view.last && toRun(view.last),
    nextAt: dateOf(view.nextAt),
  };
}

export function toReconciliationRow(view: ReconciliationRowView): ReconciliationRow {
  return { ...view, timecompleted: dateOf(view.timecompleted) };
}

function toRun(view: ReconciliationRunView): ReconciliationRun {
  return {
    ...view,
    requestedAt: new Date(view.requestedAt),
    startedAt: dateOf(view.startedAt),
    finishedAt: dateOf(view.finishedAt),
  };
}
