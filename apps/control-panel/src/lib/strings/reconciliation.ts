import { type ReconciliationRowKind, ReconciliationReason } from '@oracle-integration/contracts';
import { countOf, formatCount } from '../format';

const rows = (count: number) => countOf(count, 'row', 'rows');

const figures = {
  site: { name: 'Totara', meaning: 'Completed rows in Totara' },
  ledger: { name: 'Ledger', meaning: 'Completions on record here' },
  delivered: { name: 'Delivered', meaning: 'Oracle has confirmed them' },
  acknowledged: { name: 'Acknowledged', meaning: 'Accepted by a system that pulls' },
  waiting: { name: 'Waiting', meaning: 'Sent by themselves' },
  stopped: { name: 'Stopped', meaning: 'Somebody must act' },
  notQueued: { name: 'Not asked for', meaning: 'A backfill sends them' },
  keptBack: {
    name: 'Kept back',
    meaning: 'By a policy in Settings, until it changes; or their person was erased',
  },
  imported: { name: 'Imported', meaning: 'By message or file, not in Totara’s database' },
  duplicates: { name: 'Told twice', meaning: 'Rows for a completion another row tells' },
  unexplained: { name: 'Unexplained', meaning: 'The promise is zero' },
};

const kinds: Record<ReconciliationRowKind, string> = {
  unexplained: 'Unexplained',
  stopped: 'Stopped',
  waiting: 'Waiting',
  notQueued: 'Not asked for',
  keptBack: 'Kept back',
  delivered: 'Delivered',
  imported: 'Imported',
  duplicates: 'Told twice',
};

const reasons: Record<ReconciliationReason, string> = {
  [ReconciliationReason.Schedule]: 'as planned',
  [ReconciliationReason.Manager]: 'asked for by a manager',
  [ReconciliationReason.LogGap]: 'because Totara’s change log had a gap',
};

const run = {
  requested: 'A comparison is asked for. It begins within seconds.',
  running: (compared: number) => `Totara is being compared with the ledger: ${rows(compared)} so far.`,
  found: (differing: number, added: number, revised: number) =>
    `${rows(differing)} differed; ${formatCount(added)} completions were added and ${formatCount(revised)} revised.`,
  finished: (compared: number, why: string) => `${rows(compared)} compared, ${why}.`,
  stoppedTitle: 'The comparison has stopped.',
  whoActs: 'Who acts',
  confirm: 'They are really gone',
  confirmTitle: 'Are these completions really gone from Totara?',
  confirmText:
    'They are then revoked here, and those that Oracle has are listed for correction. If a restore or an outage of Totara is the reason, wait until it is over instead.',
  confirmButton: 'Revoke them and go on',
  confirmed: 'The comparison goes on.',
  start: 'Compare now',
  started: 'A comparison is asked for. It begins within seconds.',
  startFailed: 'The comparison was not started.',
  last: 'Last compared',
  next: 'Next by itself',
};

export const reconciliation = {
  title: 'Reconciliation',
  purpose: 'Proof that every completion in Totara is accounted for.',
  loading: 'Loading the reconciliation',
  failedTitle: 'The reconciliation cannot be shown',
  emptyTitle: 'Nothing has been compared yet.',
  signOff: 'Download sign-off (CSV)',
  unexplained: (count: number) => `${formatCount(Math.abs(count))} unexplained`,
  figuresHeading: 'Where completions stand',
  policyChanged:
    'The policies have changed since this comparison. Its figures say what they kept back then; the lists behind them say what they keep back now. Compare again to bring both together.',
  toPolicies: 'Settings → Policies',
  showRows: (name: string) => `${name}: show the completions`,
  figures,
  kinds,
  reasons,
  run,
  chart: {
    heading: 'By day of completion',
    purpose: 'A bar a day, as high as what Totara has; its parts say where that stands. Days are in UTC.',
    range: 'Days',
    days: (count: number) => `${count} days`,
    label: 'Completions by day',
    loading: 'Loading the chart',
    table: 'The same as a table',
    day: 'Day',
    empty: 'No completions on record yet.',
    emptySpan: (days: number) => `Nobody completed anything in these ${days} days.`,
    later: (count: number) =>
      `${countOf(count, 'completion carries', 'completions carry')} a day after the comparison. The table lists them.`,
  },
  courses: {
    heading: 'By course',
    purpose: 'Each figure opens the completions behind it.',
    course: 'Course',
    unknown: (id: number) => `Course ${id}`,
    label: 'Completions by course',
    differing: 'Only courses with something unexplained',
    empty: 'No completions on record yet.',
  },
  rows: {
    title: (kind: string) => `${kind}: completions`,
    ofDay: (day: string) => `completed on ${day}`,
    ofCourse: (course: string) => `in ${course}`,
    loading: 'Loading the completions',
    failedTitle: 'The completions cannot be shown',
    label: 'Completions behind the figure',
    emptyTitle: 'Nothing here any more.',
    empty: 'What was counted by the last comparison has moved on since. The next one shows it.',
    person: 'Person',
    course: 'Course',
    completed: 'Completed',
    reason: 'Why',
    row: (kind: string, id: number) => `Totara row ${id} (${kind})`,
    searching: 'None so far; the search goes on below.',
  },
};
