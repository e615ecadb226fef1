import type { CompletionView } from '@oracle-integration/contracts';
import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null;

/** The columns of a CSV file: nested values flattened under their path. New ones are only ever added at the end. */
const COLUMNS: readonly (readonly [name: string, of: (view: CompletionView) => Cell])[] = [
  ['id', (view) => view.id],
  ['revision', (view) => view.revision],
  ['userId', (view) => view.userId],
  ['courseId', (view) => view.courseId],
  ['status', (view) => view.status],
  ['progress', (view) => view.progress],
  ['timeenrolled', (view) => view.timeenrolled],
  ['timestarted', (view) => view.timestarted],
  ['timecompleted', (view) => view.timecompleted],
  ['grade.value', (view) => view.grade?.value ?? null],
  ['grade.max', (view) => view.grade?.max ?? null],
  ['grade.percent', (view) => view.grade?.percent ?? null],
  ['rpl', (view) => view.rpl],
  ['archived', (view) => view.archived],
  ['changedAt', (view) => view.changedAt],
  ['user.username', (view) => view.user.username],
  ['user.idnumber', (view) => view.user.idnumber],
  ['user.firstname', (view) => view.user.firstname],
  ['user.lastname', (view) => view.user.lastname],
  ['user.email', (view) => view.user.email],
  ['user.suspended', (view) => view.user.suspended],
  ['user.deleted', (view) => view.user.deleted],
  ['course.fullname', (view) => view.course.fullname],
  ['course.shortname', (view) => view.course.shortname],
  ['course.idnumber', (view) => view.course.idnumber],
  ['course.category', (view) => view.course.category],
];

/** A spreadsheet takes text that begins with one of these for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r]/;

/** The first line. */
export const CSV_HEADER = `${COLUMNS.map(([name]) => name).join(',')}\r\n`;

/** Records as lines of CSV (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function completionsAsCsv(views: readonly CompletionView[]): string {
  return stringify(
    views.map((view) => COLUMNS.map(([, of]) => asCell(of(view)))),
    { record_delimiter: 'windows' },
  );
}

function asCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return FORMULA.test(value) ? `'${value}` : value;
}
