import {
  type ReconciliationFiguresView,
  type ReconciliationRunView,
  ReconciliationState,
  type ReconciliationView,
} from '@oracle-integration/contracts';
import type { ReconciliationRunEntity } from './reconciliation-run.entity';
import { dayName } from './utc-day';

const HOUR_MS = 3_600_000;

const NOTHING: ReconciliationFiguresView = {
  site: 0,
  ledger: 0,
  duplicates: 0,
  imported: 0,
  delivered: 0,
  waiting: 0,
  stopped: 0,
  notQueued: 0,
  keptBack: 0,
  acknowledged: 0,
  unexplained: 0,
};

export interface ReconciliationFindings {
  readonly current: ReconciliationRunEntity | null;
  readonly last: ReconciliationRunEntity | null;
  readonly hours: number;
  /** What of the policies keeps completions back now. */
  readonly policy: string;
  readonly totals: ReconciliationFiguresView | undefined;
  readonly courses: readonly (ReconciliationFiguresView & { courseId: number })[];
  readonly names: ReadonlyMap<number, string>;
  readonly byDay: readonly (ReconciliationFiguresView & { day: number })[];
}

export function reconciliationView(findings: ReconciliationFindings): ReconciliationView {
  const { current, last, hours, policy, courses, names, byDay } = findings;
  const totals = findings.totals ?? NOTHING;
  return {
    summary: summaryOf(current, last, totals),
    current: current && runView(current),
    last: last && runView(last),
    nextAt:
      current || !last?.startedAt ? null : new Date(last.startedAt.getTime() + hours * HOUR_MS).toISOString(),
    isPolicyChanged: last !== null && last.policy !== null && last.policy !== policy,
    totals,
    byCourse: courses.map((figures) => ({ ...figures, course: names.get(figures.courseId) ?? null })),
    byDay: byDay.map((figures) => ({ ...figures, day: dayName(figures.day) })),
  };
}

function runView(run: ReconciliationRunEntity): ReconciliationRunView {
  return {
    id: run.id,
    state: stateOf(run),
    reason: run.reason,
    requestedAt: run.requestedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    rowsCompared: Number(run.rowsCompared),
    rowsDiffering: Number(run.rowsDiffering),
    added: Number(run.recordsAdded),
    revised: Number(run.recordsRevised),
    trouble:
      run.troubleCode === null
        ? null
        : { code: run.troubleCode, reason: run.troubleReason ?? '', action: run.troubleAction ?? '' },
  };
}

function stateOf({ finishedAt, troubleCode, startedAt }: ReconciliationRunEntity): ReconciliationState {
  if (finishedAt) return ReconciliationState.Finished;
  if (troubleCode !== null) return ReconciliationState.Stopped;
  return startedAt ? ReconciliationState.Running : ReconciliationState.Requested;
}

/** One sentence for a manager: is everything accounted for? */
function summaryOf(
  current: ReconciliationRunEntity | null,
  last: ReconciliationRunEntity | null,
  figures: ReconciliationFiguresView,
): string {
  if (current?.troubleReason) return `${current.troubleReason} ${current.troubleAction ?? ''}`.trim();
  if (!last) {
    return current
      ? 'Totara is being compared with the ledger for the first time.'
      : 'Totara has not been compared with the ledger yet. That begins by itself when everything has been read.';
  }
  const { site, unexplained, delivered, waiting, stopped, notQueued, keptBack, duplicates, imported } =
    figures;
  const count = (number: number) => number.toLocaleString('en-GB');
  if (unexplained !== 0) {
    return `${count(Math.abs(unexplained))} of ${count(site)} completions in Totara are not accounted for. Start a comparison now; if they stay, call the operator.`;
  }
  // Most sites have none of these: the sentence is longer only where there is something to say.
  const kept = keptBack === 0 ? '' : `, ${count(keptBack)} kept back`;
  const twice = duplicates === 0 ? '' : `, ${count(duplicates)} told twice`;
  const others =
    imported === 0 ? '' : ` ${count(imported)} more came by message or file and are counted with them.`;
  return (
    `All ${count(site)} completions in Totara are accounted for: ${count(delivered)} delivered, ` +
    `${count(waiting)} waiting, ${count(stopped)} stopped, ${count(notQueued)} not asked for${kept}${twice}.${others}`
  );
}
