import type { BenchmarkResult } from '../benchmark';
import { type LargeQueue, perSecond, timeOf, timeOfMoving } from './large-queue';

/** Items that were sent long ago, and as many that were sent longer ago still. */
export const OLD = 1_000_000;
/** Between the ages of the two. */
export const PURGE_DAYS = 60;
/** What the rival deletes at a time, and how often; it would take long for all. */
const PORTION = 1_000;
const PORTIONS = 20;

const SENT_LONG_AGO = `status = 'sent' AND revoked_at IS NULL AND sent_at < now() - interval '30 days'`;

/**
 * The queue purges the older million, bare statements the other. Purged items count as gone with the answer and are
 * removed after it: both are measured.
 */
export async function measurePurge({ say, queue, bare }: LargeQueue): Promise<BenchmarkResult[]> {
  const ms = await timeOfMoving(queue, 'purge', OLD);
  const removalMs = await queue.time('removePurged');
  // Autovacuum may come at any moment: the bare statements find the table as the queue found it.
  await bare.query('VACUUM queue_items');
  await bare.query('CHECKPOINT');
  const countMs = await timeOf(bare, `SELECT count(*) FROM queue_items WHERE ${SENT_LONG_AGO}`);
  const began = performance.now();
  for (let portion = 0; portion < PORTIONS; portion += 1) {
    await bare.query(
      `DELETE FROM queue_items WHERE id IN (SELECT id FROM queue_items WHERE ${SENT_LONG_AGO} LIMIT ${PORTION})`,
    );
  }
  const portionsMs = performance.now() - began;
  const bareMs = await timeOf(bare, `DELETE FROM queue_items WHERE ${SENT_LONG_AGO}`);
  say(
    `queue.purge1M: answered after ${ms.toFixed(0)} ms, removed after ${(ms + removalMs).toFixed(0)} ms; one bare DELETE ${bareMs.toFixed(0)} ms`,
  );
  const bareRate = perSecond(OLD - PORTIONS * PORTION, bareMs);
  const rivals = [
    {
      name: `DELETE of ${PORTION.toLocaleString('en')} at a time`,
      value: perSecond(PORTIONS * PORTION, portionsMs),
    },
  ];
  return [
    {
      name: 'queue.purge1M',
      value: perSecond(OLD, ms),
      unit: 'items/s',
      rivals: [...rivals, { name: 'one bare DELETE', value: bareRate }],
      ceiling: { name: 'counting them, bare pg', value: perSecond(OLD, countMs) },
    },
    {
      name: 'queue.purge1MRemoved',
      value: perSecond(OLD, ms + removalMs),
      unit: 'items/s',
      rivals,
      ceiling: { name: 'one bare DELETE, no receipts', value: bareRate },
    },
  ];
}
