import type { NoticedBy } from '@oracle-integration/contracts';
import {
  contentOf,
  isCompletedStatus,
  type LedgerRecord,
  type RecordChange,
  type RecordContent,
} from './completion-record';
import { DELIVER_EVERYTHING, type DeliveryPolicy, isDeliveredBy } from './delivery-policy';

/**
 * How a change was noticed, which decides whether it is delivered.
 *
 * - `first_load`: connecting a site must not throw years of old completions at Oracle, so only what `history` asks
 *   for is queued, and what was completed after the load began.
 * - `while_loading`: the change log says that the row changed after the load began, which may have read it already.
 * - `import`: a manager uploaded a file; what of it is delivered was chosen with it.
 * - `later`: always delivered, whatever its date.
 */
export type Noticed =
  | {
      readonly kind: 'first_load';
      readonly history: 'none' | 'all' | Date;
      readonly startedAt: Date;
      readonly now: Date;
    }
  | { readonly kind: 'while_loading' }
  | { readonly kind: 'import'; readonly history: 'none' | 'all' | Date }
  | NoticedLater;

/** What is noticed after the first load, in whichever way. */
export interface NoticedLater {
  readonly kind: 'later';
  readonly by: Exclude<NoticedBy, 'first_load' | 'import' | 'erasure'>;
}

/** The way by which a change was noticed, as the record's history tells it. */
export function noticedBy(noticed: Noticed): NoticedBy {
  if (noticed.kind === 'later') return noticed.by;
  return noticed.kind === 'while_loading' ? 'change_log' : noticed.kind;
}

/**
 * - `deliver`: queue this revision.
 * - `deliver_unless_sent`: queue it unless Oracle has the record already.
 * - `deliver_if_sent`: the site no longer holds it for completed. Tell Oracle if it has the record, else take back what
 *   was not sent.
 * - `withdraw`: take back what was not sent, and flag what Oracle has; the site no longer holds it for completed.
 * - `keep`: nothing that Oracle needs to know.
 */
export type DeliveryDecision = 'deliver' | 'deliver_unless_sent' | 'deliver_if_sent' | 'withdraw' | 'keep';

/** What a change in the ledger means for delivery. */
export function decideDelivery(
  change: RecordChange,
  noticed: Noticed,
  policy: DeliveryPolicy = DELIVER_EVERYTHING,
): DeliveryDecision {
  const { content, previous } = change;
  if (content.status === 'revoked') return policy.isRevocationSent ? 'deliver_if_sent' : 'withdraw';
  if (!isCompletedStatus(content.status) || !isDeliveredBy(policy, content)) return 'keep';
  if (previous?.status === 'revoked' && isSameLearning(previous, content)) return 'deliver_unless_sent';
  if (previous?.status === content.status && isSameLearning(previous, content)) return 'keep';
  if (!policy.isGradeChangeSent && previous && isOnlyGrade(previous, content)) return 'deliver_unless_sent';
  if (noticed.kind === 'first_load') return isWanted(change.completedAt, noticed) ? 'deliver' : 'keep';
  if (noticed.kind === 'import') return isAsked(change.completedAt, noticed.history) ? 'deliver' : 'keep';
  return 'deliver';
}

/** A new name, a new course title or the archiving of a row does not change what was learned when. */
function isSameLearning(before: LedgerRecord, after: RecordContent): boolean {
  const learning = ({ timecompleted, grade, rpl }: RecordContent) =>
    JSON.stringify([timecompleted, grade, rpl]);
  return learning(contentOf(before)) === learning(after);
}

function isOnlyGrade(before: LedgerRecord, after: RecordContent): boolean {
  return (
    before.status === after.status && isSameLearning(before, { ...after, grade: contentOf(before).grade })
  );
}

function isWanted(completedAt: Date | null, noticed: Extract<Noticed, { kind: 'first_load' }>): boolean {
  const { history, startedAt, now } = noticed;
  if (isAsked(completedAt, history)) return true;
  return completedAt !== null && completedAt >= startedAt && completedAt <= now;
}

function isAsked(completedAt: Date | null, history: 'none' | 'all' | Date): boolean {
  if (history === 'all') return true;
  return history !== 'none' && completedAt !== null && completedAt >= history;
}
