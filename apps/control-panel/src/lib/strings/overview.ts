import { countOf, formatCount, formatDuration } from '../format';

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
  integrationOffAction: 'You: Settings → Enable integration.',
  captureMissing: 'No Totara site is connected, so no completions come in.',
  captureMissingAction: 'You: Settings → Totara → the address of its database.',
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
  pushOffAction: 'You: Settings → Push, when completions are to go to Oracle.',
  pushAddressMissing: 'Push is on, but it has not been told where Oracle is.',
  pushAddressMissingAction: (fields: string[]) => `You: Settings → Push → ${fields.join(' and ')}.`,
  paused: (until: string | null, by: string) =>
    until === null
      ? `Push is paused by ${by} until somebody resumes it.`
      : `Push is paused by ${by} until ${until}.`,
  pausePlanned: (from: string, until: string | null, by: string) =>
    `${by} has planned a pause of Push from ${from}${until === null ? '' : ` until ${until}`}.`,
  pauseReason: (reason: string) => `Reason: ${reason}`,
  tryNow: 'Try now',
  tried: 'Oracle is tried again now.',
  tryFailed: 'Oracle could not be tried again.',
  seeItems: 'See them in the Queue',
  pace: (median: number | null, p95: number | null) => {
    if (median === null || p95 === null) return null;
    return `Typical delay ${formatDuration(median)}, 95 % within ${formatDuration(p95)}.`;
  },
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
  notSet: 'Not set',
  lastDelivery: 'Last delivery',
  lastPull: 'Last pull',
  none: 'Not yet',
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

const chart = {
  heading: 'Delivered, failed and pulled',
  ranges: { '24h': '24 hours', '7d': '7 days', '30d': '30 days' },
  rangeLabel: 'Span of the chart',
  series: { delivered: 'Delivered', failed: 'Failed attempts', pulled: 'Pulled' },
  loading: 'Loading the chart',
  failed: 'The chart cannot be shown.',
  nothing: 'Nothing was delivered or pulled in this time.',
  describe: (delivered: number, failed: number, pulled: number) =>
    `${formatCount(delivered)} delivered, ${countOf(failed, 'failed attempt', 'failed attempts')}, ${formatCount(pulled)} pulled.`,
  freshness: 'Freshness',
  fresh: (median: number, p95: number) =>
    `Completions reach Oracle in ${formatDuration(median)}, 95 % within ${formatDuration(p95)}`,
  freshUnknown: 'Nothing was delivered in the last 24 hours',
  oldestWaiting: 'Oldest waiting',
  nothingWaits: 'Nothing waits',
};

const events = {
  heading: 'Latest events',
  none: 'Nothing has happened yet. What is completed, delivered or stopped appears here.',
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
  chart,
  events,
};
