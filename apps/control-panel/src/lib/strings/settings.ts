import { countOf } from '../format';

const secret = {
  isSet: 'Set',
  isSetSince: (day: string) => `Set on ${day}`,
  notSet: 'Not set',
  unreadable: 'Cannot be read',
  willBeRemoved: 'Removed when you save',
  enter: 'Set',
  replace: 'Replace',
  enterOf: (label: string) => `Set ${label}`,
  replaceOf: (label: string) => `Replace ${label}`,
  remove: 'Remove',
  keep: 'Keep the present one',
  cancel: 'Cancel',
  onceOnly: 'Once saved it is never shown again.',
};

const test = {
  run: { oracle: 'Test connection to Oracle', totara: 'Test connection to Totara' },
  passed: 'The connection works.',
  failed: 'The connection does not work yet.',
  results: { ok: '', warning: '· works, but look at this', failed: '· failed', skipped: '· not tried' },
};

const alerts = {
  heading: 'Open alerts',
  test: 'Send a test message',
  channels: { email: 'E-mail', slack: 'Slack', teams: 'Teams' },
  sent: '· sent',
  notSent: '· failed',
  noneOpen: 'No alert is open.',
  open: (count: number) => `${countOf(count, 'alert is', 'alerts are')} open.`,
  failing: (channel: string, reason: string) =>
    `The last message by ${channel} did not get through: ${reason}`,
};

const leave = {
  title: 'Leave without saving?',
  text: (changes: number) =>
    `${countOf(changes, 'change has', 'changes have')} not been saved and will be lost.`,
  leave: 'Leave without saving',
};

const groups = {
  profile: 'Delivery profile',
  client: 'How the client signs in',
  pace: 'Pace and retries',
  network: 'Network',
};

const mapping = {
  toScreen: 'Lookup tables, preview and preflight',
  title: 'What is sent',
  preflightOffer: 'Before Push starts, a preflight shows what would be sent and what would wait.',
};

export const settings = {
  title: 'Settings',
  purpose: 'Everything that may be changed here takes effect within two seconds, without a restart.',
  contents: 'Sections',
  loading: 'Loading the settings',
  failedTitle: 'The settings cannot be shown',
  saved: (changes: number) => `${countOf(changes, 'change is', 'changes are')} saved and in force.`,
  notSavedTitle: 'Nothing was saved.',
  conflictTitle: 'Somebody else saved meanwhile.',
  conflictHint: 'What you typed is still here: look it over and save again.',
  fieldsAtFault: (labels: readonly string[]) => `Look at: ${labels.join(', ')}.`,
  unreadableTitle: 'Secrets cannot be read.',
  unreadable: (labels: readonly string[]) =>
    `${labels.join(', ')}: the key that they were stored with is not the one this service has. Nothing is sent without them. Operator: start the service with the former APP_SECRET; or set them anew here.`,
  pinned: (variable: string) => `Set by ${variable} on the server, so it cannot be changed here.`,
  defaultIs: (value: string) => `Default: ${value}.`,
  numberFault: (min: number, max: number) => `Enter a whole number from ${min} to ${max}.`,
  urlFault: (schemes: readonly string[]) =>
    `Enter a complete address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  secret,
  test,
  alerts,
  leave,
  groups,
  mapping,
};
