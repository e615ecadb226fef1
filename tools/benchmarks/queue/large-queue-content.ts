import type { DatabaseContent, Scale } from '../benchmark';
import { onDatabase } from '../on-database';
import { fillQueue, type Portion } from './fill-queue';

/** How many items there are in all, and of each kind. */
export interface QueueSizes {
  readonly total: number;
  /** Items that were sent long ago, and as many that were sent longer ago still. */
  readonly old: number;
  /** Items that are dead, and as many that are parked. */
  readonly stopped: number;
}

export const QUEUE_SIZES: Readonly<Record<Scale, QueueSizes>> = {
  quick: { total: 1_000_000, old: 200_000, stopped: 50_000 },
  full: { total: 5_000_000, old: 1_000_000, stopped: 100_000 },
};

/** What half a minute of deliveries at full speed leaves behind before it is folded. */
const UNFOLDED_DELTAS = 10_000;

/** A queue as years of service leave it. */
export function largeQueueOf(sizes: QueueSizes): DatabaseContent {
  return { name: `queue_${sizes.total}`, fill: (url) => fill(url, portionsOf(sizes)) };
}

/** The queue requeues the dead and purges the oldest, bare statements do it to the others. */
function portionsOf({ total, old, stopped }: QueueSizes): Portion[] {
  return [
    { count: total - 2 * old - 2 * stopped, status: 'sent', daysAgo: 5 },
    { count: old, status: 'sent', daysAgo: 40 },
    { count: old, status: 'sent', daysAgo: 80 },
    { count: stopped, status: 'dead', daysAgo: 2 },
    { count: stopped, status: 'parked', daysAgo: 2 },
  ];
}

async function fill(url: string, portions: readonly Portion[]): Promise<void> {
  await fillQueue(url, portions);
  await onDatabase(
    url,
    `INSERT INTO tally_deltas (counter, delta)
     SELECT CASE WHEN n % 4 < 2 THEN 'queue.sending' ELSE 'queue.sent' END, CASE WHEN n % 2 = 0 THEN 100 ELSE -100 END
       FROM generate_series(1, ${UNFOLDED_DELTAS}) AS n`,
    'VACUUM ANALYZE queue_items',
    'ANALYZE tally_deltas',
    'CHECKPOINT',
  );
}
