import { countOf, formatCount } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');

/** The one sentence of health, and what belongs to it. */
const health = {
  verdicts: {
    ok: 'All is well',
    progress: 'Under way',
    attention: 'Needs attention',
    stopped: 'Stopped',
    off: 'Switched off',
  },
  heading: 'Health',
  alsoHeading: 'Also',
  whoActs: 'What to do',
  since: (time: string) => `Since ${time}`,
  waiting: (count: number) => `${completions(count)} ${count === 1 ? 'waits' : 'wait'}. Nothing is lost.`,
  flagged: (count: number) => `This concerns ${completions(count)}.`,
  code: 'Code',
  nextTry: 'Next try by itself',
  integrationOff: 'The integration is switched off: nothing is read from Totara and nothing goes to Oracle.',
  integrationOffAction: 'Set INTEGRATION_ENABLED=true and start the service again.',
  captureMissing: 'No Totara site is connected, so no completions come in.',
  captureMissingAction:
    'Set TOTARA_DATABASE_URL to the address of the Totara database and start the service again.',
  captureStarting: 'The Totara site is connected. It is about to be read for the first time.',
  captureLoading: (rows: number) =>
    `The first load from Totara is under way: ${countOf(rows, 'row', 'rows')} read so far.`,
  captureLoadingDetail: 'There is nothing to do.',
  dead: (count: number) =>
    `${completions(count)} could not be delivered and will not be tried again by ${count === 1 ? 'itself' : 'themselves'}.`,
  deadAction: 'Remove the cause in Oracle or in Totara, then requeue.',
  failed: (count: number) => `${completions(count)} could not be delivered yet.`,
  failedDetail: 'Each is tried again by itself. There is nothing to do.',
  parked: (count: number) =>
    `${completions(count)} ${count === 1 ? 'waits' : 'wait'} for a mapping or a correction.`,
  parkedAction:
    'Complete what is missing in Totara, such as a staff number; it is sent by itself afterwards.',
  pushOff: (waiting: number) =>
    waiting === 0
      ? 'Push is switched off: completions are kept here and not sent to Oracle.'
      : `Push is switched off: ${completions(waiting)} ${waiting === 1 ? 'waits' : 'wait'} and nothing is sent to Oracle.`,
  pushOffPullOn: 'The Pull API is on: other systems can read them.',
  pushOffAction: 'Set PUSH_ENABLED=true and start the service again when completions are to go to Oracle.',
  pushAddressMissing: 'Push is on, but it has not been told where Oracle is.',
  pushAddressMissingAction: (variables: string[]) =>
    `Set ${variables.join(' and ')} and start the service again.`,
  delivered: (sent: number) =>
    sent === 1
      ? 'The one completion queued for Oracle has reached it.'
      : `All ${formatCount(sent)} completions queued for Oracle have reached it.`,
  deliveredDetail: 'Nothing waits and nothing is stopped.',
  delivering: (waiting: number) =>
    `${completions(waiting)} ${waiting === 1 ? 'is' : 'are'} on the way to Oracle.`,
  deliveringDetail: (sent: number) =>
    sent === 0
      ? 'The first ones go out now. There is nothing to do.'
      : `${formatCount(sent)} ${sent === 1 ? 'has' : 'have'} reached it already. There is nothing to do.`,
  ready: 'All is ready. No completion has had to go to Oracle yet.',
  readyDetail: 'The next completion in Totara is sent by itself.',
};

const status = {
  heading: 'Status',
  integration: 'Integration',
  push: 'Push to Oracle',
  profile: (name: string) => `Profile ${name}`,
  baseUrl: 'Base URL',
  tokenUrl: 'Token URL',
  pull: 'Pull API',
  pullUrl: 'Pull address',
  notSet: 'Not set.',
  setBy: 'Set by',
  switchOnBy: 'Switch on by',
  copyPullUrl: 'Copy the Pull address',
};

const queue = {
  heading: 'Export queue',
  purpose: 'Each completion that must reach Oracle is one item.',
};

const capture = {
  heading: 'Reading from Totara',
  states: {
    not_configured: 'Not connected',
    starting: 'Starting',
    loading: 'First load',
    following: 'Following changes',
    trouble: 'In trouble',
  },
  source: 'Source',
  site: 'Site',
  lastRead: 'Last read',
  firstLoad: 'First load',
  rowsSoFar: (rows: number) => `${countOf(rows, 'row', 'rows')} read so far`,
  rowsFinished: (rows: number) => `${countOf(rows, 'row', 'rows')} read, finished`,
  notBegun: 'Not begun',
  never: 'Not yet',
};

const ledger = {
  heading: 'Completions on record',
  completed: 'Completed',
  completedMeaning: 'Archived ones included',
  archived: 'Archived',
  archivedMeaning: 'Earlier rounds of a certification',
  unfinished: 'Unfinished',
  unfinishedMeaning: 'Enrolled or in progress',
  revoked: 'Revoked',
  revokedMeaning: 'Withdrawn in Totara',
};

const latest = {
  heading: 'Latest',
  received: 'Last completion received',
  noneReceived: 'None yet. The first one appears here as soon as it is noticed in Totara.',
  completed: 'Completed',
  noticed: 'Noticed',
  delivery: 'Last delivery',
  pulled: 'Last pull',
  none: 'Not yet',
};

export const overview = {
  title: 'Overview',
  purpose: 'Whether completions reach Oracle, what waits, and who has to act.',
  updated: (time: string) => `Updated ${time}`,
  updating: 'Updating',
  staleTitle: 'These figures are not current.',
  loading: 'Loading the overview',
  failedTitle: 'The overview cannot be shown',
  health,
  status,
  queue,
  capture,
  ledger,
  latest,
};
