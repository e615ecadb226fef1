import { countOf, formatCount, formatDuration } from '../format';

const items = (count: number) => countOf(count, 'item', 'items');
const days = (count: number) => countOf(count, 'day', 'days');

const requeue = {
  name: 'Failed and dead items',
  title: 'Requeue failed/dead items',
  hint: (failed: number, dead: number) =>
    failed + dead === 0
      ? 'There are none now.'
      : `${formatCount(failed)} failed, ${formatCount(dead)} dead. They are tried again as if they were new.`,
  question: (count: number) => `Requeue ${items(count)}?`,
  confirm: (count: number) => `Requeue ${items(count)}`,
  explanation:
    'They are sent again under the same numbers: what Oracle has recorded already is not recorded twice.',
  pace: (seconds: number) =>
    seconds < 2
      ? 'They go out at once.'
      : `They go out within ${formatDuration(seconds)}, the first ones at once.`,
  nothing: 'Nothing is failed or dead, so there is nothing to requeue.',
  done: (count: number, seconds: number) =>
    seconds < 2
      ? `${formatCount(count)} requeued. They go out now.`
      : `${formatCount(count)} requeued. The first ones go out now, the rest within ${formatDuration(seconds)}.`,
};

const purge = {
  daysInvalid: (max: number) => `Enter a whole number of days, from 0 to ${formatCount(max)}.`,
  sent: {
    label: 'Purge sent items older than (days)',
    button: 'Purge sent items',
    title: (age: number) => `Purge sent items older than ${days(age)}?`,
    question: (count: number, age: number) => `Purge ${items(count)} sent more than ${days(age)} ago?`,
    confirm: (count: number) => `Purge ${items(count)}`,
    explanation:
      'Oracle keeps what it has. A receipt stays of each, so a backfill does not send it again. The attempts can no longer be looked at.',
    nothing: (age: number) => `No item was sent more than ${days(age)} ago, so there is nothing to purge.`,
    done: (count: number) => `${items(count)} purged.`,
  },
  logs: {
    label: 'Purge logs older than (days)',
    button: 'Purge logs',
    title: (age: number) => `Purge logs older than ${days(age)}?`,
    question: (count: number, age: number) =>
      `Purge ${countOf(count, 'log entry', 'log entries')} older than ${days(age)}?`,
    confirm: (count: number) => `Purge ${countOf(count, 'log entry', 'log entries')}`,
    explanation:
      'The items stay where they are. What Oracle answered to them that long ago is gone for good.',
    nothing: (age: number) => `No log entry is older than ${days(age)}, so there is nothing to purge.`,
    done: (count: number) => `${countOf(count, 'log entry', 'log entries')} purged.`,
  },
};

const pause = {
  name: 'Deliveries to Oracle',
  hint: 'For maintenance at Oracle. Completions wait meanwhile; nothing is lost.',
  open: 'Pause Push',
  title: 'Pause Push',
  explanation: 'Nothing is sent to Oracle while Push is paused. Completions wait, and no attempt is counted.',
  until: 'How long',
  untilResumed: 'Until I resume it',
  inWindow: 'In a planned window',
  from: 'From',
  fromHint: 'Empty: now. Your own time.',
  to: 'Until',
  toHint: 'Goes on by itself then.',
  reason: 'Reason',
  reasonHint: 'Shown to the other managers.',
  button: 'Pause Push',
  planButton: 'Plan the pause',
  toMissing: 'Enter when deliveries go on.',
  fromInvalid: 'Enter when the pause begins, or leave it empty.',
  toTooEarly: 'The pause must end later than it begins, and in the future.',
  paused: 'Push is paused. Completions wait until it is resumed.',
  planned: 'The pause is planned.',
  resume: 'Resume Push',
  resumed: 'Push goes on. Deliveries begin with what has waited longest.',
  callOff: 'Call off the pause',
  calledOff: 'The planned pause is called off.',
  resumeFailed: 'Push could not be resumed.',
};

const copy = {
  open: 'Confirm this installation',
  title: 'Shall this installation deliver to Oracle?',
  text: (waiting: number) =>
    waiting === 0
      ? 'Its database was restored from another one. From now on new completions go out from here.'
      : `Its database was restored from another one. ${countOf(waiting, 'completion that waits goes', 'completions that wait go')} out at once. What Oracle has already it knows by its number and does not record again.`,
  testSystem:
    'If this is a test system, cancel, and set the address of a test system in Settings → Push first, or switch Push off.',
  confirm: 'Deliver from here',
  done: 'Confirmed. Deliveries go out from here.',
};

export const overviewActions = {
  heading: 'Actions',
  counting: 'Counting …',
  requeue,
  purge,
  pause,
  copy,
};
