import {
  QUEUE_ITEM_STATUSES,
  type QueueCountsView,
  type QueueItemStatus,
} from '@oracle-integration/contracts';

/** How many items there are of one status that stand there for one cause. */
export interface CauseCount {
  readonly status: QueueItemStatus;
  /** `null` where none was noted. */
  readonly causeCode: string | null;
  readonly count: number;
}

/** Oracle has it, and the site took it back: a cause to act, though nothing is stopped. */
export const REVOKED_AFTER_SENT = 'QUEUE.REVOKED_AFTER_SENT';

/** Counters such as `dead.PUSH.REJECTED` by their parts; what comes to nothing is left out. */
export function causeCounts(tally: ReadonlyMap<string, number>): CauseCount[] {
  return [...tally].flatMap(([name, count]) => {
    const end = name.indexOf('.');
    const status = QUEUE_ITEM_STATUSES.find((one) => one === (end < 0 ? name : name.slice(0, end)));
    if (!status || count <= 0) return [];
    const rest = end < 0 ? null : name.slice(end + 1);
    return [{ status, causeCode: status === 'sent' ? null : rest, count }];
  });
}

export function statusCounts(tally: ReadonlyMap<string, number>): QueueCountsView {
  const counts = Object.fromEntries(QUEUE_ITEM_STATUSES.map((status) => [status, 0])) as QueueCountsView;
  for (const { status, count } of causeCounts(tally)) counts[status] += count;
  return counts;
}

/** Deliveries that Oracle has of completions that the site took back since. */
export function revokedCount(tally: ReadonlyMap<string, number>): number {
  return tally.get('sent.revoked') ?? 0;
}
