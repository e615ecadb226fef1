import {
  HistoryFileState,
  type HistoryScope,
  type HistoryStatus,
  HistoryUploadState,
} from '@oracle-integration/contracts';
import { countOf, formatCount, formatDay } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');
const lines = (count: number) => countOf(count, 'line', 'lines');

const form = {
  heading: 'New history file',
  purpose:
    'Look first: it counts what fits and says what does not. Nothing is written until you make the file.',
  scope: 'Which completions',
  scopes: {
    never_sent: 'What Oracle does not have yet',
    all: 'Everything, also what was sent before',
  } satisfies Record<HistoryScope, string>,
  scopeHints: {
    never_sent: 'Completions that neither Push nor an uploaded file has brought there.',
    all: 'What earlier files brought keeps its numbers and is not doubled. What Push has sent comes once more, as records of their own.',
  } satisfies Record<HistoryScope, string>,
  statuses: 'Statuses',
  statusLabels: {
    complete: 'Complete',
    completeviarpl: 'Complete by prior learning',
  } satisfies Record<HistoryStatus, string>,
  statusMissing: 'Choose at least one status.',
  look: 'Look first',
  make: 'Make the file',
  toSettings: 'To Settings → History file',
};

const file = {
  headings: { look: 'What a file would hold', file: 'History file' },
  scopeWords: {
    never_sent: 'What Oracle does not have yet',
    all: 'Everything',
  } satisfies Record<HistoryScope, string>,
  onlyStatus: (status: HistoryStatus) => `only “${form.statusLabels[status]}”`,
  progress: 'Progress of the history file',
  begins: 'It begins within a few seconds.',
  reached: (day: Date) => `Everything completed before ${formatDay(day)} has been looked at.`,
  goesOn: 'It goes on when you leave this page.',
  cancel: 'Cancel',
  cancelFailed: 'The history file could not be cancelled.',
  cancelled: 'The history file is cancelled.',
  failedTitle: 'It could not be made.',
  removedText: 'What it held was removed; its figures stay. Make a new file to have it again.',
  cancelledText: 'It was cancelled and holds nothing.',
  nothingSelected: 'There is no completion to write: nothing matches what you asked for.',
  nothingWritten: 'No completion can be written, so there is no file. The reasons are below.',
  figures: {
    label: 'What it comes to',
    selected: 'Looked at',
    selectedMeaning: 'completions that were asked for',
    written: 'Written',
    writtenMeaning: 'lines of the file',
    wouldBeWritten: 'Fit',
    wouldBeWrittenMeaning: 'would be written',
    leftOut: 'Left out',
    leftOutMeaning: 'for the reasons below',
  },
  reasons: 'Why completions are left out',
  reasonCount: (count: number) => completions(count),
  toTable: { courses: 'To Mapping → Courses', people: 'To Mapping → People' },
  makeOf: (count: number) => `Make the file of ${completions(count)}`,
  begun: 'The file is being made.',
  size: (bytes: string) => `${bytes} of lines, before they are compressed`,
  inParts: (parts: number) =>
    `It comes in ${formatCount(parts)} parts, because Oracle takes only so many lines at once. Load them one after the other.`,
  downloads: 'Downloads',
  download: 'Download (ZIP)',
  downloadPart: (part: number, parts: number) => `Part ${formatCount(part)} of ${formatCount(parts)} (ZIP)`,
  report: 'What is left out (CSV)',
};

const removal = {
  button: 'Remove',
  title: 'Remove this history file?',
  text: 'Its lines and its reports are removed here. What Oracle has loaded stays in Oracle, and the figures stay in the list.',
  confirm: 'Remove the file',
  done: 'The history file is removed.',
};

const upload = {
  heading: 'Loading into Oracle',
  purpose: 'The file is handed to HCM Data Loader. You can also download it and load it there by hand.',
  start: 'Upload to Oracle',
  again: 'Upload again',
  question: (count: number) => `Load ${lines(count)} into Oracle?`,
  text: (parts: number) =>
    parts === 1
      ? 'The file is sent to Oracle with the credentials of Settings → Push, and loaded there. Push need not be on.'
      : `The ${formatCount(parts)} parts are sent to Oracle one after the other, with the credentials of Settings → Push, and loaded there. Push need not be on.`,
  takesMinutes:
    'A load takes minutes, sometimes longer. You may leave the page. What Oracle takes counts as sent; what it refuses is listed with its words.',
  takesNoReturn: 'What Oracle has loaded cannot be taken back from here.',
  confirm: 'Upload to Oracle',
  begun: 'The file is on its way to Oracle.',
  toPush: 'To Settings → Push',
  allLoaded: 'Oracle has loaded every line. For what has changed since, make a new file.',
  states: {
    [HistoryUploadState.Running]: 'Loading',
    [HistoryUploadState.Finished]: 'Loaded',
    [HistoryUploadState.Failed]: 'Stopped',
  } satisfies Record<HistoryUploadState, string>,
  loadedPartly: 'Loaded in part',
  progress: 'Parts that Oracle has looked at',
  dataSetStatuses: {
    ORA_UNPROCESSED: 'Oracle has it, and will begin by itself.',
    ORA_IN_PROGRESS: 'Oracle is loading it.',
    ORA_COMPLETED: 'Oracle is done with it.',
    ORA_SUCCESS: 'Oracle has taken all of it.',
    ORA_IN_ERROR: 'Oracle has taken what it could, and refused the rest.',
    ORA_STOPPED: 'Somebody, or Oracle itself, has stopped the load.',
  } as Readonly<Record<string, string>>,
  unknownStatus: 'Oracle answers with a status that is not known here.',
  onItsWay: 'The file is being sent.',
  leave: 'A load takes minutes. You may leave the page.',
  figures: {
    label: 'What Oracle made of it',
    loaded: 'Loaded',
    loadedMeaning: 'Oracle has them',
    refused: 'Refused',
    refusedMeaning: 'listed with Oracle’s words',
    unprocessed: 'Not looked at',
    unprocessedMeaning: 'may be uploaded again',
  },
  report: 'What Oracle refused (CSV)',
  failedTitle: 'The load came to no good end.',
  troubleTitle: 'Something is in the way. It is tried again by itself.',
  technical: { dataSet: 'Data set', status: 'Status' },
};

export const historyFiles = {
  title: 'History file',
  purpose: 'Loads years of old completions into Oracle Learning in one go, without Push.',
  toSettings: 'How it is written',
  loading: 'Loading the history files',
  failedTitle: 'The history files cannot be shown',
  emptyTitle: 'No history file has been made.',
  empty:
    'Choose which completions are meant, and look first: it shows how many Oracle would take and what is wrong with the others.',
  emptyView: 'A manager who may change things can make one. It then appears here.',
  unknownTitle: 'This file is not among the latest twenty.',
  unknown: 'The link may be old. The files below are still known.',
  states: {
    [HistoryFileState.Running]: 'Being made',
    [HistoryFileState.Finished]: 'Ready',
    [HistoryFileState.Cancelled]: 'Cancelled',
    [HistoryFileState.Failed]: 'Failed',
    [HistoryFileState.Removed]: 'Removed',
  } satisfies Record<HistoryFileState, string>,
  looking: 'Looking',
  looked: 'Looked over',
  list: {
    label: 'History files',
    heading: 'The latest files',
    purpose: 'At most twenty. What a file holds is kept for a while, then only its figures stay.',
    asked: 'Asked for',
    state: 'State',
    written: 'Written',
    leftOut: 'Left out',
    upload: 'In Oracle',
    by: 'By',
  },
  form,
  file,
  removal,
  upload,
};
