import { PreflightState } from '@oracle-integration/contracts';
import { countOf, formatCount } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');
const rows = (count: number) => countOf(count, 'row', 'rows');

const table = {
  purpose: {
    courses: 'Which learning item in Oracle a course in Totara is. Used while “Look courses up” is on.',
    people: 'Which person in Oracle somebody in Totara is. Used while “Look people up” is on.',
  },
  search: 'Search',
  searchPlaceholder: {
    courses: 'How a course or a learning item number begins',
    people: 'How a number of Totara or of Oracle begins',
  },
  loading: 'Loading the table',
  failedTitle: 'The table cannot be shown',
  key: { courses: 'Course in Totara', people: 'Person in Totara' },
  value: { courses: 'Learning item in Oracle', people: 'Person number in Oracle' },
  changed: 'Changed',
  actions: 'Actions',
  changeOf: (key: string) => `Change ${key}`,
  removeOf: (key: string) => `Remove ${key}`,
  add: 'Add a row',
  upload: 'Upload (CSV)',
  download: 'Download (CSV)',
  emptyTitle: { courses: 'No course is linked.', people: 'Nobody is linked.' },
  empty: {
    courses: 'Add a row, or upload a CSV file with the columns key and value.',
    people: 'Add a row, or upload a CSV file with the columns key and value.',
  },
  noMatchTitle: (q: string) => `No row begins with “${q}”.`,
  noMatch: 'The search looks at the beginning of both columns.',
};

const row = {
  addTitle: { courses: 'Link a course', people: 'Link a person' },
  changeTitle: { courses: 'Change the learning item', people: 'Change the person number' },
  keyHelp: {
    courses: 'As Totara has it, in the field that Settings → Mapping names.',
    people: 'As Totara has it, in the field that Settings → Mapping names.',
  },
  valueHelp: 'As Oracle has it, digit for digit.',
  missing: 'Enter something.',
  saved: (key: string) => `${key} is linked. What waited for it is sent now.`,
};

const removal = {
  title: (key: string) => `Remove ${key}?`,
  text: {
    courses: (value: string) =>
      `Completions of this course then wait instead of going to ${value}. What was sent stays in Oracle.`,
    people: (value: string) =>
      `Completions of this person then wait instead of going to ${value}. What was sent stays in Oracle.`,
  },
  confirm: 'Remove the row',
  done: (key: string) => `${key} is removed.`,
};

const upload = {
  title: { courses: 'Upload courses', people: 'Upload people' },
  text: 'A CSV file whose first line is key,value: what stands in Totara, and what Oracle calls it.',
  mode: 'What the file is',
  merge: 'Additions and changes',
  mergeHelp: 'Rows that can be used are taken; those at fault are listed.',
  replace: 'The whole table',
  replaceHelp: 'Rows that are not in the file are removed. With a row at fault nothing changes.',
  choose: 'choose a file',
  drop: 'Drop the file here, or',
  sending: (name: string) => `Taking ${name} in.`,
  progress: 'Progress of the upload',
  failed: 'The file was not taken.',
  applied: (count: number) => `${rows(count)} read.`,
  notApplied: 'Nothing was changed.',
  counts: (added: number, changed: number, removed: number) =>
    `${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(removed)} removed.`,
  noRows: 'The file holds no rows.',
  faults: (count: number) => `${rows(count)} cannot be used.`,
  faultTable: 'Rows that cannot be used',
  moreFaults: (count: number) => `${countOf(count, 'more row', 'more rows')} at fault.`,
  line: 'Line',
  key: 'In Totara',
  reason: 'Reason',
};

const preview = {
  title: 'Preview',
  purpose: 'The completions that changed last, by the values above, saved or not. Nothing is sent.',
  loading: 'Loading the preview',
  refusedTitle: 'These values cannot be tried.',
  emptyTitle: 'There is no completion yet.',
  empty: 'The preview shows real completions. It fills when the first one is read from Totara.',
  input: 'Completion',
  output: 'Sent to Oracle',
  waits: 'Would wait',
  keys: (person: string, course: string) => `Person ${person} · Course ${course}`,
  noKey: 'without a number',
  detail: 'Detail',
};

const preflight = {
  open: 'Preflight',
  title: 'Preflight',
  formTitle: 'Look over what would be sent',
  purpose: 'Shows what would go out and what would wait, and why. Nothing is sent.',
  loading: 'Loading the preflight',
  failedTitle: 'The preflight cannot be shown',
  emptyTitle: 'No preflight has run.',
  empty: 'Start one before Push is switched on, or before a mapping is changed.',
  scope: 'What is looked over',
  scopes: { all: 'Every completion', waiting: 'What waits in the queue' },
  scopeWords: { all: 'Over every completion', waiting: 'Over what waits in the queue' },
  withUnsaved: (count: number) =>
    `It goes by what is typed: ${countOf(count, 'change is', 'changes are')} not saved.`,
  start: 'Start the preflight',
  resultTitle: 'Result',
  states: {
    [PreflightState.Running]: 'Running',
    [PreflightState.Finished]: 'Finished',
    [PreflightState.Cancelled]: 'Cancelled',
    [PreflightState.Failed]: 'Failed',
  } satisfies Record<PreflightState, string>,
  progress: 'Progress of the preflight',
  cancel: 'Cancel',
  cancelFailed: 'The preflight could not be cancelled.',
  brokeOff: 'It broke off.',
  figures: {
    label: 'What it found',
    lookedAt: 'Looked at',
    lookedAtMeaning: 'completions',
    fine: 'Fine',
    fineMeaning: 'would be sent',
    parked: 'Parked',
    parkedMeaning: 'would wait, for the reasons below',
    keptBack: 'Kept back',
    keptBackMeaning: 'by the policies in Settings',
    changed: 'Changed',
    changedMeaning: 'of the fine ones: Oracle has an older state',
  },
  groups: 'What would wait',
  count: (count: number) => `${completions(count)} would wait`,
  toTable: { courses: 'To the table of courses', people: 'To the table of people' },
  courses: 'Courses',
  people: 'People',
  samples: (heading: string, count: number) => `${heading}: the first ${formatCount(count)}`,
  earlier: 'The latest preflights',
  found: (fine: number, parked: number) => `${formatCount(fine)} fine, ${formatCount(parked)} would wait`,
  nothingWaits: 'Nothing would wait.',
  nothingThere: 'There is no completion to look at.',
};

export const mapping = {
  title: 'Mapping',
  purpose: 'How Oracle is told who and which course is meant, and what is sent of a completion.',
  tabs: {
    label: 'Parts of the mapping',
    courses: 'Courses',
    people: 'People',
    sent: 'What is sent',
    preflight: 'Preflight',
  },
  table,
  row,
  removal,
  upload,
  preview,
  preflight,
};
