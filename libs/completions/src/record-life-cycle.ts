import type { RecordChangeKind } from '@oracle-integration/contracts';
import { isCompletedStatus, type LedgerRecord, type RecordContent } from './completion-record';

/** Where a record stands in its life. `none` is before its first revision. */
export type RecordState = 'none' | 'unfinished' | 'completed' | 'archived' | 'revoked';

/** What a revision is compared by. */
type Standing = Pick<RecordContent, 'status' | 'archived'>;

/**
 * The life of a record: from which state which change leads where.
 *
 * Two moves are missing on purpose. A completion never becomes unfinished again: its identity is its time, so it is
 * revoked and the open enrolment is a record of its own. And nothing leads back to `none`: the ledger forgets no
 * completion because a row vanished.
 */
const MOVES: Readonly<Record<RecordState, Partial<Record<RecordState, RecordChangeKind>>>> = {
  none: { unfinished: 'enrolled', completed: 'completed', archived: 'archived' },
  unfinished: { unfinished: 'progressed', completed: 'completed', archived: 'archived', revoked: 'revoked' },
  completed: { completed: 'corrected', archived: 'archived', revoked: 'revoked' },
  archived: { archived: 'corrected', completed: 'reinstated', revoked: 'revoked' },
  revoked: { unfinished: 'restored', completed: 'restored', archived: 'restored' },
};

/** The state that a revision shows. */
export function stateOf(standing: Standing | undefined): RecordState {
  if (standing === undefined) return 'none';
  if (standing.status === 'revoked') return 'revoked';
  if (!isCompletedStatus(standing.status)) return 'unfinished';
  return standing.archived ? 'archived' : 'completed';
}

/** The change that leads from one state to another, or `undefined` where no life goes that way. */
export function changeBetween(from: RecordState, to: RecordState): RecordChangeKind | undefined {
  return MOVES[from][to];
}

/**
 * What kind of change the next revision of a record is.
 *
 * @param before what the record showed so far; `undefined` for its first revision
 * @throws RangeError for a change that no life of a record holds: a defect of the fold, never of the site.
 */
export function kindOfChange(before: RecordContent | undefined, after: RecordContent): RecordChangeKind {
  const [from, to] = [stateOf(before), stateOf(after)];
  const kind = changeBetween(from, to);
  if (kind === undefined) throw new RangeError(`No record goes from ${from} to ${to}`);
  // A new surname or course title, a job that is suspended: nothing of the learning itself is another.
  return before && from === to && isSameLearning(before, after) ? 'described' : kind;
}

/** Whether two revisions say the same about what was learned, how far, when and how well. */
function isSameLearning(before: RecordContent, after: RecordContent): boolean {
  const learning = ({
    status,
    progress,
    timeenrolled,
    timestarted,
    timecompleted,
    grade,
    rpl,
  }: RecordContent) =>
    JSON.stringify([status, progress, timeenrolled, timestarted, timecompleted, grade, rpl]);
  return learning(before) === learning(after);
}

/** Whether a record counts for the site's present enrolment: neither archived nor revoked. */
export function isPresent({ status, isArchived }: Pick<LedgerRecord, 'status' | 'isArchived'>): boolean {
  return !isArchived && status !== 'revoked';
}
