import { CompletionStatus, type CompletionTimes } from './completion-status';

/** What a log entry tells of a current completion. */
export interface DescribedCompletion extends CompletionTimes {
  timeenrolled: number;
  status: number;
  rplgrade: number | null;
  reaggregate: number;
}

const statusNames: Record<number, string> = {
  [CompletionStatus.NotYetStarted]: 'Not yet started',
  [CompletionStatus.InProgress]: 'In progress',
  [CompletionStatus.Complete]: 'Complete',
  [CompletionStatus.CompleteViaRpl]: 'Complete via rpl',
};
// Intl would take half the time of generating a company: it is asked for ten million dates.
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A sentence and, as an HTML list, the state after the change: free text for a person, not for a parser. */
export function describeCompletion(sentence: string, completion: DescribedCompletion): string {
  return describe(sentence, [
    `Status: ${statusNames[completion.status] ?? 'Unknown'} (${completion.status})`,
    `Time enrolled: ${describeTime(completion.timeenrolled)}`,
    `Time started: ${describeTime(completion.timestarted)}`,
    `Time completed: ${describeTime(completion.timecompleted)}`,
    `RPL: ${completion.rpl ? escapeHtml(completion.rpl) : 'Empty (null)'}`,
    `RPL grade: ${describeGrade(completion.rplgrade)}`,
    `Reaggregate: ${describeTime(completion.reaggregate)}`,
  ]);
}

/** The same for a row of the history; without an id for one that was not made. */
export function describeHistory(
  sentence: string,
  history: { id: number | null; timecompleted: number | null; grade: number | null },
): string {
  return describe(sentence, [
    `CCHID: ${history.id ?? 'None'}`,
    `Time completed: ${describeTime(history.timecompleted)}`,
    `Grade: ${describeGrade(history.grade)}`,
  ]);
}

const stateNames = ['Not complete', 'Complete', 'Complete with passing grade', 'Complete with failing grade'];

/** The same for a row of `course_modules_completion`. */
export function describeModuleCompletion(
  sentence: string,
  row: {
    id: number;
    completionstate: number;
    viewed: number;
    timemodified: number;
    timecompleted: number | null;
    reaggregate: number;
  },
): string {
  return describe(sentence, [
    `CMCID: ${row.id}`,
    `Completion state: ${stateNames[row.completionstate] ?? 'Unknown completion state'} (${row.completionstate})`,
    `Viewed: ${row.viewed ? 'Yes' : 'No'} (${row.viewed})`,
    `Time modified: ${describeTime(row.timemodified)}`,
    `Time completed: ${describeTime(row.timecompleted)}`,
    `Reaggregate: ${describeTime(row.reaggregate)}`,
  ]);
}

/** The same for a row of `course_completion_crit_compl`. */
export function describeCriterionMet(
  sentence: string,
  row: { id: number; criteriaid: number; rpl: string | null; timecompleted: number | null },
): string {
  return describe(sentence, [
    `CCCCID: ${row.id}`,
    `Criteria ID: ${row.criteriaid}`,
    'Grade final: Empty (null)',
    'Unenroled: Empty (null)',
    `RPL: ${row.rpl ? escapeHtml(row.rpl) : 'Empty (null)'}`,
    `Time completed: ${describeTime(row.timecompleted)}`,
  ]);
}

/** A sentence about a row that is gone: only its id is told. */
export function describeIdOnly(sentence: string, label: string, id: string | number): string {
  return `${sentence}<br><ul><li>${label}: ${id}</li></ul>`;
}

/** A sentence that a completion is to be looked at again. */
export function describeReaggregation(sentence: string, reaggregate: number): string {
  return describe(sentence, [`Reaggregate: ${describeTime(reaggregate)}`]);
}

/** A sentence with a list of facts under it. */
export function describe(sentence: string, facts: readonly string[]): string {
  return `${sentence}<br/><ul>${facts.map((fact) => `<li>${fact}</li>`).join('')}</ul>`;
}

function describeTime(seconds: number | null): string {
  if (!seconds) return `Not set (${seconds})`;
  const date = new Date(seconds * 1000);
  // Beyond what a JavaScript date can hold, e.g. milliseconds taken for seconds by an import.
  if (Number.isNaN(date.getTime())) return `Out of range (${seconds})`;
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day}, ${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())} (${seconds})`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function describeGrade(grade: number | null): string {
  return grade === null ? 'Empty (non-numeric)' : String(grade);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
