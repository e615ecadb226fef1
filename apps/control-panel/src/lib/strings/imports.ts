import {
  type ImportCourseKey,
  type ImportField,
  ImportState,
  type ImportUserKey,
  ImportVerdict,
} from '@oracle-integration/contracts';
import { countOf, formatCount } from '../format';

const rows = (count: number) => countOf(count, 'row', 'rows');
const completions = (count: number) => countOf(count, 'completion', 'completions');

const states: Record<ImportState, string> = {
  [ImportState.Uploading]: 'Arriving',
  [ImportState.Uploaded]: 'Columns to look at',
  [ImportState.Checking]: 'Being checked',
  [ImportState.Checked]: 'Checked, not applied',
  [ImportState.Applying]: 'Being applied',
  [ImportState.Paused]: 'Paused',
  [ImportState.Applied]: 'Applied',
  [ImportState.Cancelled]: 'Cancelled',
  [ImportState.Failed]: 'Not taken',
  [ImportState.Removing]: 'Being removed',
};

const verdicts: Record<ImportVerdict, { name: string; meaning: string }> = {
  [ImportVerdict.New]: { name: 'New', meaning: 'Added by this file' },
  [ImportVerdict.Changed]: { name: 'Changed', meaning: 'Known, with another grade, reason or name' },
  [ImportVerdict.Unchanged]: { name: 'Unchanged', meaning: 'Known from an earlier import, exactly so' },
  [ImportVerdict.KnownFromSite]: { name: 'Known from Totara', meaning: 'Totara itself told it' },
  [ImportVerdict.Skipped]: { name: 'Skipped', meaning: 'Tells no completion' },
  [ImportVerdict.DuplicateInFile]: { name: 'Twice in the file', meaning: 'An earlier line tells it' },
  [ImportVerdict.Error]: { name: 'Wrong', meaning: 'Cannot be taken as it is' },
};

const fields: Record<ImportField, string> = {
  userId: 'Person: Totara id',
  username: 'Person: user name',
  userIdnumber: 'Person: staff number',
  email: 'Person: e-mail address',
  firstname: 'Person: first name',
  lastname: 'Person: last name',
  userFullname: 'Person: full name',
  courseId: 'Course: Totara id',
  courseShortname: 'Course: short name',
  courseIdnumber: 'Course: number',
  courseFullname: 'Course: title',
  courseCategory: 'Course: category',
  status: 'Status',
  timecompleted: 'Time of completion',
  timestarted: 'Time of starting',
  timeenrolled: 'Time of enrolment',
  grade: 'Grade',
  gradeMax: 'Highest grade',
  rpl: 'Reason for prior learning',
};

const userKeys: Record<ImportUserKey, string> = {
  userId: 'Totara id',
  username: 'User name',
  userIdnumber: 'Staff number',
  email: 'E-mail address',
};

const courseKeys: Record<ImportCourseKey, string> = {
  courseId: 'Totara id',
  courseShortname: 'Short name',
  courseIdnumber: 'Number',
  courseFullname: 'Title',
};

const upload = {
  heading: 'Upload a file',
  drop: 'Drop a CSV file here, or',
  choose: 'choose a file',
  hint: 'A report exported from Totara or any CSV file with a person, a course and a time of completion. Up to 1 GB. Nothing is added before you have seen what it holds.',
  sending: (name: string, percent: number) => `${name} is going up: ${percent} %`,
  sendingLabel: 'Upload',
  reading: (name: string) => `${name} has gone up and is being read.`,
  notCsv: (name: string) => `${name} is no CSV file. Export it as CSV and drop that file.`,
  oneFile: 'One file at a time. Drop the files one after the other.',
  failed: 'The file was not taken.',
};

const list = {
  heading: 'Imports so far',
  file: 'File',
  state: 'State',
  rows: 'Rows',
  result: 'Result',
  uploaded: 'Uploaded',
  failedTitle: 'The imports cannot be shown',
  emptyTitle: 'No file has been imported.',
  empty:
    'Use an import for completions from before Totara, or for a site whose database may not be read. A file only adds: what Totara itself told is never changed by it, and the same file twice changes nothing.',
  emptyView: 'When a manager uploads a file of completions, it appears here with what became of each row.',
  more: 'Show earlier imports',
  added: (added: number, revised: number, queued: number) =>
    `${formatCount(added)} added, ${formatCount(revised)} changed, ${formatCount(queued)} queued for Oracle`,
  wrong: (count: number) => `${rows(count)} wrong`,
  loading: 'Loading the imports',
};

const mapping = {
  heading: 'What the columns hold',
  purpose: 'The columns were recognised by their names and values. Look whether they are meant so.',
  problemsTitle: 'To be decided before the file can be checked:',
  problems: {
    person:
      'No column tells who completed. Choose one that holds a user name, staff number, e-mail address or Totara id.',
    course: 'No column tells the course. Choose one that holds its short name, number, title or Totara id.',
    time: 'No column tells when the course was completed. Choose one that holds the time of completion.',
    dateOrder: 'Dates such as 01/02/2026 can be read in two ways. Choose which is meant.',
  },
  column: 'Column of the file',
  samples: 'First values',
  holds: 'Holds',
  unused: 'Not used',
  holdsLabel: (column: string) => `What the column ${column} holds`,
  identifyUserBy: 'People are told apart by',
  identifyCourseBy: 'Courses are told apart by',
  surest: 'The surest column there is',
  dateOrder: 'Dates such as 01/02/2026',
  dateOrders: { day_first: '1 February (day first)', month_first: '2 January (month first)' },
  dateOrderOpen: 'Choose how they are meant',
  timeZone: 'Time zone of the dates',
  timeZoneHelp: 'Report Builder writes the time zone of whoever exports.',
  decimalMark: 'Decimal mark of grades',
  decimalMarks: { '.': 'Point: 85.5', ',': 'Comma: 85,5' },
  gradeUnit: 'Grades are',
  gradeUnits: { points: 'Points', percent: 'Percent' },
  unknown: 'People and courses that Totara does not know',
  unknowns: {
    refuse: 'Refuse their rows',
    add: 'Add them with a number of their own',
  },
  unknownHelp:
    'Add where no Totara database is connected and none will be: a number that was given is kept for ever.',
  check: 'Check every row',
  checkHint: 'The check only looks; nothing is added yet.',
  checkAgain: 'Change columns',
  keep: 'Keep as it is',
  refused: 'The file cannot be checked so.',
};

const work = {
  checking: (done: number, total: number) => `${formatCount(done)} of ${rows(total)} checked`,
  applying: (done: number, total: number) => `${formatCount(done)} of ${rows(total)} applied`,
  checkLabel: 'Check',
  applyLabel: 'Application',
  stopCheck: 'Stop the check',
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  cancelTitle: 'Cancel this import?',
  cancelText: 'What was applied so far stays in the ledger; the rest is not added.',
  cancelConfirm: 'Cancel the import',
  trouble: 'It does not go on just now, and is tried again by itself.',
  uploading: 'The file is still arriving.',
  removing: 'The import and its rows are being removed. Its completions stay in the ledger.',
  actionRefused: 'That was not done.',
};

const verdict = {
  heading: 'What the rows came to',
  purposeChecked: 'Nothing is in the ledger yet. Choose a figure to see its rows.',
  purposeApplied: 'Choose a figure to see its rows.',
  all: 'All rows',
  allMeaning: 'Of the file',
  rows: 'Rows',
  line: (line: string) => `Line ${line}`,
  verdict: 'Verdict',
  person: 'Person',
  course: 'Course',
  completed: 'Completed',
  note: 'What it is about',
  inColumn: (column: string) => `Column ${column}:`,
  firstLine: (line: number) => `Line ${formatCount(line)} tells it first.`,
  more: 'Show more rows',
  none: 'No row of this kind.',
  download: 'Download all rows (CSV)',
  removed: (day: string) =>
    `The rows were removed on ${day}, because they hold names. What remains are the figures.`,
  failedTitle: 'The rows cannot be shown',
  loading: 'Loading the rows',
};

const apply = {
  heading: 'Apply',
  nothing: 'Nothing to add: every row is known, skipped or wrong.',
  deliver: 'Which of them are sent to Oracle?',
  none: 'None: Pull shows them, and a backfill can send them later',
  all: 'All of them',
  since: 'Those completed on or after a day',
  day: 'Completed on or after',
  dayMissing: 'Choose the day.',
  button: (count: number) => `Add ${completions(count)}`,
  title: (count: number) => `Add ${completions(count)}?`,
  text: (added: number, changed: number, wrong: number) =>
    [
      `${completions(added)} will be added and ${formatCount(changed)} changed.`,
      wrong > 0 ? `${rows(wrong)} that ${wrong === 1 ? 'is' : 'are'} wrong stay out.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  final: 'What was added cannot be taken out again by removing the import.',
  sendNone: 'None of them is sent to Oracle.',
  sendAll: 'All of them are sent to Oracle.',
  sendSince: (day: string) => `Those completed on or after ${day} are sent to Oracle.`,
};

const remove = {
  button: 'Remove',
  title: (name: string) => `Remove ${name}?`,
  text: 'The file, its rows and verdicts are removed. The completions it added stay in the ledger.',
  confirm: 'Remove the import',
  done: (name: string) => `${name} is removed.`,
};

export const imports = {
  title: 'Imports',
  purpose: 'Bring in completions from CSV files: from before Totara, or from a site that may not be read.',
  back: 'All imports',
  loadingOne: 'Loading the import',
  failedOneTitle: 'The import cannot be shown',
  fileFacts: (size: string, count: number) => `${size} · ${rows(count)}`,
  uploadedAt: 'Uploaded',
  notTaken: 'The file was not taken.',
  appliedTitle: 'The import is applied.',
  cancelledTitle: 'The import was cancelled.',
  states,
  verdicts,
  fields,
  userKeys,
  courseKeys,
  upload,
  list,
  mapping,
  work,
  verdict,
  apply,
  remove,
};
