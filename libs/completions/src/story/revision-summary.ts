import type {
  CompletionView,
  FieldChangeView,
  NoticedBy,
  RecordChangeKind,
} from '@oracle-integration/contracts';

/** What the words about one revision are made of. */
export interface ToldRevision {
  readonly kind: RecordChangeKind;
  readonly noticedBy: NoticedBy;
  readonly completion: CompletionView;
  /** Against the revision before; empty for the first. */
  readonly changes: readonly FieldChangeView[];
}

const NOTICED: Record<NoticedBy, string> = {
  first_load: 'Found when the site was read for the first time.',
  change_log: "Noticed in the site's change log.",
  new_row: 'Noticed as a new row that the change log does not mention.',
  comparison: 'Noticed when the whole course was compared.',
  reconciliation: 'Noticed by the nightly comparison.',
  webhook: 'Told by Totara at once, by webhook.',
  import: 'Read from an uploaded file.',
  erasure: 'Done by a manager, on request.',
};

/** What happened at one revision, and how it was noticed, in plain words. */
export function revisionSummary(revision: ToldRevision): string {
  return `${whatHappened(revision)} ${NOTICED[revision.noticedBy]}`;
}

function whatHappened({ kind, completion, changes }: ToldRevision): string {
  switch (kind) {
    case 'enrolled':
      return `Enrolled${progressWords(completion)}.`;
    case 'progressed':
      return told(changes, 'changed') || 'Went on, not yet completed.';
    case 'completed':
      return `Completed${whenWords(completion)}${howWords(completion)}.`;
    case 'corrected':
      return told(changes, 'corrected') || 'Corrected.';
    case 'archived':
      return `Moved to Totara's history: the completion stands, and the course can be taken anew.${also(changes)}`;
    case 'reinstated':
      return `Brought back out of Totara's history.${also(changes)}`;
    case 'revoked':
      return completion.timecompleted === null
        ? 'Taken back in Totara: the enrolment is no longer there.'
        : 'Taken back in Totara: the completion is no longer there.';
    case 'restored':
      return `There again in Totara, after it was taken back.${also(changes)}`;
    case 'described':
      return told(changes, 'changed') || 'The person or the course is described in other words.';
    case 'erased':
      return 'What names the person was removed; the completion still counts.';
  }
}

/** What changed beside that which the kind of the revision says. */
function also(changes: readonly FieldChangeView[]): string {
  const others = changes.filter(({ field }) => field !== 'archived' && field !== 'status');
  return others.length > 0 ? ` ${told(others, 'changed')}` : '';
}

function progressWords({ status, progress }: CompletionView): string {
  if (status !== 'inprogress') return ', not yet started';
  return progress === null ? ', in progress' : `, in progress (${progress} %)`;
}

function whenWords({ timecompleted }: CompletionView): string {
  return timecompleted === null ? '' : ` on ${shown('timecompleted', timecompleted)}`;
}

function howWords({ status, rpl, grade }: CompletionView): string {
  if (status === 'completeviarpl') return ` by recognition of prior learning${rpl ? `: ${rpl}` : ''}`;
  if (grade === null) return '';
  return ` with a grade of ${grade.value}${grade.max === null ? '' : ` of ${grade.max}`}`;
}

const NAMES: Readonly<Record<string, string>> = {
  status: 'Status',
  progress: 'Progress',
  timeenrolled: 'Time of enrolment',
  timestarted: 'Time of starting',
  timecompleted: 'Time of completion',
  'grade.value': 'Grade',
  'grade.max': 'Highest grade',
  'grade.percent': 'Grade in percent',
  rpl: 'Reason for prior learning',
  'user.username': 'User name',
  'user.idnumber': 'Staff number',
  'user.firstname': 'First name',
  'user.lastname': 'Last name',
  'user.email': 'E-mail address',
  'course.fullname': 'Course title',
  'course.shortname': 'Course short name',
  'course.idnumber': 'Course number',
  'course.category': 'Course category',
};

const TURNS: Readonly<Record<string, readonly [on: string, off: string]>> = {
  'user.suspended': ['The person was suspended.', 'The person is no longer suspended.'],
  'user.deleted': ['The person was deleted in Totara.', 'The person is no longer deleted.'],
  archived: ["Moved to Totara's history.", "Brought back out of Totara's history."],
};

/** One sentence a field. The percent goes without saying beside its grade. */
function told(changes: readonly FieldChangeView[], verb: 'changed' | 'corrected'): string {
  const hasGrade = changes.some(({ field }) => field === 'grade.value');
  const sentences = changes.flatMap((change) => {
    const { field, to } = change;
    if (hasGrade && (field === 'grade.percent' || field === 'grade.max')) return [];
    const turn = TURNS[field];
    return turn ? [to === true ? turn[0] : turn[1]] : [changed(change, verb)];
  });
  return sentences.join(' ');
}

function changed({ field, from, to }: FieldChangeView, verb: 'changed' | 'corrected'): string {
  const name = NAMES[field] ?? field;
  if (from === null) return `${name} set to ${shown(field, to)}.`;
  if (to === null) return `${name} ${shown(field, from)} removed.`;
  return `${name} ${verb} from ${shown(field, from)} to ${shown(field, to)}.`;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  notyetstarted: 'not yet started',
  inprogress: 'in progress',
  complete: 'complete',
  completeviarpl: 'complete by prior learning',
  revoked: 'revoked',
};

function shown(field: string, value: unknown): string {
  const text = String(value);
  if (field === 'status') return STATUS_WORDS[text] ?? text;
  if (field === 'progress') return `${text} %`;
  if (!field.startsWith('time')) return text;
  // 2026-02-01T14:03:11Z -> 2026-02-01 14:03 UTC
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}
