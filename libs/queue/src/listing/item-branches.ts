import { QueueItemStatus, QueueSort } from '@oracle-integration/contracts';
import { type CauseCount, REVOKED_AFTER_SENT } from '../queue-tally';
import { WAITS_AS_BACKFILLED, WAITS_AS_NEW } from '../waiting-items';
import type { ItemCriteria } from './listed-item';

/** Statuses of so few items are read whole and then put in order. */
const FEW = 5_000;
/** More items than all workers hold at once. */
const UNDER_WAY_MAX = 20_000;

/** Where a list looks: a table or what stands for it, and a condition, on an index in the order of the list. */
export interface BranchSource {
  readonly table: string;
  readonly where: string;
  /** Of the parameter `cause` in {@link where}. */
  readonly causeCode?: string;
}

const ALL: BranchSource = { table: 'queue_items', where: 'true' };

const SENT_AND_REVOKED = fewSent('revoked_at IS NOT NULL', 'revoked_at');
/** All that was sent, while that is little. */
const SENT: readonly BranchSource[] = [fewSent('revoked_at IS NULL', 'sent_at'), SENT_AND_REVOKED];

/**
 * The branches that hold all that the criteria mean, and seldom anything else: whatever is not sent stands in an index
 * by status and cause, and which causes there are the counters know.
 */
export function itemBranches(
  criteria: ItemCriteria,
  sort: QueueSort,
  counts: readonly CauseCount[],
): BranchSource[] {
  if (sort === QueueSort.NextAttempt) return waitingBranches(criteria);
  const { statuses, causeCode } = criteria;
  if (statuses.length === 0 && causeCode === undefined) return [ALL];
  if (causeCode === REVOKED_AFTER_SENT) return [SENT_AND_REVOKED];
  const wanted = counts.filter(
    (one) =>
      (statuses.length === 0 || statuses.includes(one.status)) &&
      (causeCode === undefined || one.causeCode === causeCode),
  );
  const sent = wanted.filter(({ status }) => status === QueueItemStatus.Sent);
  if (sent.reduce((sum, { count }) => sum + count, 0) > FEW) return [ALL];
  return [...(sent.length > 0 ? SENT : []), ...wanted.flatMap(branchesOf)];
}

function fewSent(where: string, order: string): BranchSource {
  const table = `(SELECT * FROM queue_items WHERE status = 'sent' AND ${where} ORDER BY ${order}, id LIMIT ${FEW})`;
  return { table, where: 'true' };
}

function branchesOf({ status, causeCode }: CauseCount): BranchSource[] {
  if (status === QueueItemStatus.Sent) return [];
  if (status === QueueItemStatus.Sending)
    return [
      {
        table: `(SELECT * FROM queue_items WHERE status = 'sending' ORDER BY lease_expires_at LIMIT ${UNDER_WAY_MAX})`,
        where: 'true',
      },
    ];
  const where = `status = '${status}' AND cause_code`;
  return causeCode === null
    ? [{ table: 'queue_items', where: `${where} IS NULL` }]
    : [{ table: 'queue_items', where: `${where} = :cause`, causeCode }];
}

function waitingBranches({ statuses }: ItemCriteria): BranchSource[] {
  if (statuses.length === 1 && statuses[0] === QueueItemStatus.Failed)
    return [{ table: 'queue_items', where: `status = 'failed'` }];
  return [WAITS_AS_NEW, WAITS_AS_BACKFILLED].map((where) => ({ table: 'queue_items', where }));
}
