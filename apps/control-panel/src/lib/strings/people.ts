import {
  CompletionStanding,
  DELIVERY_POLICY_WORDS,
  type KeptBackBy,
  type PersonCountsView,
} from '@oracle-integration/contracts';
import { countOf, formatCount } from '../format';

const completions = (count: number) => countOf(count, 'completion', 'completions');

const standings: Record<CompletionStanding, { name: string; meaning: string }> = {
  [CompletionStanding.Unfinished]: { name: 'Not completed', meaning: 'Nothing is sent before it is' },
  [CompletionStanding.Delivered]: { name: 'In Oracle', meaning: 'Oracle has confirmed it' },
  [CompletionStanding.Waiting]: { name: 'On its way', meaning: 'Is sent by itself' },
  [CompletionStanding.Stopped]: { name: 'Stopped', meaning: 'Somebody must act' },
  [CompletionStanding.NotQueued]: { name: 'Not asked for', meaning: 'A backfill sends it' },
  [CompletionStanding.KeptBack]: { name: 'Kept back', meaning: 'By a policy in Settings, or an erasure' },
  [CompletionStanding.Revoked]: { name: 'Withdrawn', meaning: 'Totara took it back' },
};

/** Is all of it in Oracle? */
function sentence({ completed, delivered, stopped }: PersonCountsView): string {
  if (completed === 0) return 'No completion yet.';
  if (delivered === completed) {
    return completed === 1
      ? 'The one completion is in Oracle.'
      : `All ${formatCount(completed)} completions are in Oracle.`;
  }
  const told = `${formatCount(delivered)} of ${completions(completed)} in Oracle`;
  return stopped === 0 ? `${told}.` : `${told}, ${formatCount(stopped)} stopped.`;
}

export const people = {
  title: 'People',
  purpose: 'Find a person and see which of their completions have reached Oracle.',
  search: 'Name, e-mail address or staff number',
  searchPlaceholder: 'María López, E100234, maria@example.com',
  label: 'People',
  loading: 'Looking for people',
  failedTitle: 'The people cannot be shown',
  emptyTitle: 'Nobody is on record yet.',
  empty: 'People appear here with their first enrolment or completion in Totara.',
  noMatchTitle: (q: string) => `Nobody matches “${q}”.`,
  noMatch:
    'Each word is compared with the beginning of first name, last name, e-mail address, user name and staff number.',
  person: 'Person',
  staffNumber: 'Staff number',
  email: 'E-mail',
  completed: 'Completed',
  delivered: 'In Oracle',
  waiting: 'On the way',
  stopped: 'Stopped',
  notQueued: 'Not asked for',
  keptBack: 'Kept back',
  noStaffNumber: 'None',
  number: (staffNumber: string) => `Staff number ${staffNumber}`,
  noNumber: 'No staff number in Totara',
  suspended: 'Suspended',
  deleted: 'Deleted in Totara',
  standings,
  erasure: {
    button: 'Erase this person',
    title: (name: string) => `Erase ${name}?`,
    loading: 'Looking what would be removed',
    text: (records: number) =>
      `Name, e-mail address, user name and staff number are removed everywhere here: from the ledger, its history, the queue, the log and imports. ${countOf(records, 'record stays', 'records stay')} as those of a number without a name. There is no way back.`,
    delivered: (count: number) =>
      `Oracle has ${completions(count)} of this person. Oracle administrator: erase the person there, too.`,
    type: (userId: number, email: string | null) =>
      email === null ? `Type ${userId} to confirm` : `Type ${userId} or ${email} to confirm`,
    confirm: 'Erase for good',
    running: 'The person is being erased.',
    doneTitle: 'The person is erased.',
    done: (delivered: number) =>
      delivered === 0
        ? 'Keep the certificate with the request.'
        : `Keep the certificate with the request. Oracle still has ${completions(delivered)}: erase the person there, too.`,
    certificate: 'Download the certificate',
  },
  detail: {
    back: 'All people',
    pageTitle: 'Person',
    purpose: 'Each course of this person, and where its completion stands.',
    loading: 'Loading the person',
    failedTitle: 'The person cannot be shown',
    label: 'Courses of this person',
    emptyTitle: 'No course is on record.',
    empty: 'The person’s enrolments and completions appear here as soon as they are noticed in Totara.',
    course: 'Course',
    completed: 'Completed',
    standing: 'Where it stands',
    sent: 'Sent',
    why: 'Why',
    notCompleted: 'Not completed',
    archived: 'earlier round',
    oracleNumber: (id: string) => `Oracle’s number ${id}`,
    keptBack: (by: KeptBackBy) =>
      by === 'erasure'
        ? { why: 'The person was erased', action: 'Nothing more is sent of them.' }
        : {
            why: `The policy ${DELIVERY_POLICY_WORDS[by]} keeps it back`,
            action: 'Nothing is sent until Settings → Policies lets it through.',
          },
    sentence,
    counts: 'Where the completions stand',
  },
};
