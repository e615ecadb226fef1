import type { CauseActor } from '@oracle-integration/contracts';
import type { MappingTab } from '../mapping-place';
import { countOf, formatCount } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');
const items = (count: number) => countOf(count, 'item', 'items');

const actors: Record<CauseActor, string> = {
  nobody: 'Nobody',
  manager: 'You',
  hr: 'HR',
  oracle_administrator: 'Oracle administrator',
  it: 'IT',
  operator: 'Operator',
};

const groups = {
  label: 'What is stopped or tried again, by cause',
  loading: 'Loading the groups',
  failedTitle: 'The groups cannot be shown',
  emptyTitle: 'Nothing is stopped.',
  empty: 'When Oracle refuses a completion it appears here with the reason.',
  whoActs: 'Who acts',
  since: (when: string) => `Since ${when}`,
  waiting: (count: number) => `${completions(count)} ${count === 1 ? 'waits' : 'wait'}. Nothing is lost.`,
  count: {
    queued: (count: number) => `${completions(count)} ${count === 1 ? 'waits' : 'wait'}`,
    sending: (count: number) => `${completions(count)} on the way`,
    sent: (count: number) => `${completions(count)} in Oracle`,
    failed: (count: number) =>
      count === 1
        ? '1 completion is tried again by itself'
        : `${completions(count)} are tried again by themselves`,
    dead: (count: number) => `${completions(count)} stopped`,
    parked: (count: number) => `${completions(count)} parked`,
    withdrawn: (count: number) => `${completions(count)} withdrawn`,
  },
  nextTry: 'Next try by itself',
  code: 'Code',
  detail: 'Oracle’s words',
  show: (count: number) => `Show ${count === 1 ? 'it' : `all ${formatCount(count)}`}`,
  showWaiting: 'Show what waits',
  sendNow: (count: number) => (count === 1 ? 'Send it now' : `Send all ${formatCount(count)} now`),
  sendAgain: (count: number) => (count === 1 ? 'Send it again' : `Send all ${formatCount(count)} again`),
};

const list = {
  label: 'Items of the queue',
  loading: 'Loading the items',
  failedTitle: 'The items cannot be shown',
  emptyTitle: 'The queue is empty.',
  empty: 'Each completion that must reach Oracle appears here as soon as it is noticed in Totara.',
  noMatchTitle: 'Nothing matches.',
  noMatch: 'No item has all of these filters. Take one away, or search for less.',
  searchGoesOnTitle: 'Nothing on this page.',
  searchGoesOn: 'The search looks at so many items at a time. It goes on with the next page.',
  tooWide: 'More people or courses match than are looked at. Type more of the name.',
  person: 'Person',
  course: 'Course',
  status: 'Status',
  attempts: 'Attempts',
  nextAttempt: 'Next attempt',
  cause: 'Last cause',
  queued: 'Queued',
  noStaffNumber: 'no staff number',
  search: 'Search',
  searchPlaceholder: 'Name, e-mail, staff number, course, Oracle’s number',
  statuses: 'Status',
  causeFilter: (reason: string) => `Cause: ${reason}`,
  courseFilter: (course: string) => `Course: ${course}`,
  clear: 'Remove all filters',
  pages: 'Pages of the queue',
  nameOf: (user: string, course: string) => `${user}, ${course}`,
  chosen: (count: number) => `${items(count)} chosen. The list rests meanwhile.`,
  sendAgain: 'Send again',
  choosing: 'Chosen items',
  notChosen: 'Choose none',
};

const item = {
  loading: 'Loading the item',
  failedTitle: 'The item cannot be shown',
  title: 'Item',
  attempts: (count: number) => countOf(count, 'attempt', 'attempts'),
  sendAgain: 'Send again',
  story: 'What happened',
  toStory: 'Open the story on its own page',
  revoked: 'Totara withdrew this completion after it was sent.',
  revokedAction: 'You: decide whether Oracle must be corrected.',
};

const requeue = {
  title: (count: number) => `Send ${items(count)} again?`,
  counting: 'Counting the items',
  countFailed: 'The items could not be counted.',
  text: (spread: string | null) =>
    spread === null ? 'It goes out now.' : `The first ones go out now, the rest within ${spread}.`,
  same: 'Each goes out under the same number as before, so nothing is doubled in Oracle.',
  cause: 'As long as the cause is still there, they come back with the same reason.',
  none: 'None of them can be sent again any more: they have moved on meanwhile.',
  confirm: (count: number) => `Send ${items(count)} again`,
  done: (count: number, spread: string | null) =>
    `${formatCount(count)} requeued. ${spread === null ? 'They go out now.' : `The first ones go out now, the rest within ${spread}.`}`,
  doneOne: 'Requeued. It goes out now.',
};

const revoked = {
  heading: 'Withdrawn in Totara, still in Oracle',
  purpose:
    'Totara took these completions back after they were sent. Whether Oracle must be corrected is for a person to decide.',
  label: 'Completions to correct in Oracle',
  loading: 'Loading the list',
  failedTitle: 'The list cannot be shown',
  emptyTitle: 'Oracle and Totara agree.',
  empty:
    'When Totara takes back a completion that Oracle has, it appears here with the number to remove there.',
  sent: 'Sent',
  revoked: 'Withdrawn',
  externalId: 'Oracle’s number',
};

const rejected = {
  purpose: 'Systems that pull have read these completions and could not use them.',
  label: 'Completions that were rejected when pulled',
  loading: 'Loading the list',
  failedTitle: 'The list cannot be shown',
  emptyTitle: 'Nothing is rejected.',
  empty: 'When a system that pulls rejects a completion, it appears here with its reason.',
  reason: 'Why',
  rejected: 'Rejected',
  action: (consumer: string) => `Who acts: who runs ${consumer}.`,
};

const toMapping: Record<MappingTab, string> = {
  courses: 'Link courses',
  people: 'Link people',
  sent: 'To the mapping',
  preflight: 'Preflight',
};

export const queue = {
  toMapping,
  title: 'Queue',
  purpose: 'What must still reach Oracle, what is stopped and why, and who has to act.',
  views: {
    label: 'View',
    groups: 'Groups',
    items: 'Items',
    revoked: 'To correct in Oracle',
    rejected: 'Rejected when pulled',
  },
  actors,
  groups,
  list,
  item,
  requeue,
  revoked,
  rejected,
};
