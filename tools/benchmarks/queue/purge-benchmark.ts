import { type BenchmarkResult, long, perSecond, short } from '../benchmark';
import { type LargeQueue, timeOf, timeOfMoving } from './large-queue';

/** What the rival deletes at a time, and how often; it would take long for all. */
const PORTION = 1_000;
const PORTIONS = 20;

const SENT_LONG_AGO = `status = 'sent' AND revoked_at IS NULL AND sent_at < now() - interval '30 days'`;

/**
 * The queue purges the older half, bare statements the other. Purged items count as gone with the answer and are
 * removed after it: both are measured.
 */
export async function measurePurge({ say, sizes, queue, bare }: LargeQueue): Promise<BenchmarkResult[]> {
  const { old } = sizes;
  const ms = await timeOfMoving(queue, 'purge', old);
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
    `queue.purge${short(old)}: answered after ${ms.toFixed(0)} ms, removed after ${(ms + removalMs).toFixed(0)} ms; one bare DELETE ${bareMs.toFixed(0)} ms`,
  );
  const bareRate = perSecond(old - PORTIONS * PORTION, bareMs);
  const rivals = [
    {
      name: `DELETE of ${PORTION.toLocaleString('en')} at a time`,
      value: perSecond(PORTIONS * PORTION, portionsMs),
    },
  ];
  return [
    {
      name: `queue.purge${short(old)}`,
      value: perSecond(old, ms),
      unit: 'items/s',
      rivals: [...rivals, { name: 'one bare DELETE', value: bareRate }],
      ceiling: { name: 'counting them, bare pg', value: perSecond(old, countMs) },
      says: `A manager purges ${long(old)} sent items of ${long(sizes.total)}: until the answer, from when on they count as gone. The ceiling only counts them.`,
    },
    {
      name: `queue.purge${short(old)}Removed`,
      value: perSecond(old, ms + removalMs),
      unit: 'items/s',
      rivals,
      ceiling: { name: 'one bare DELETE, no receipts', value: bareRate },
      says: `The same until the last row is removed and its receipt is written, portion by portion beside the deliveries. The ceiling is one DELETE that writes no receipts and holds everything up.`,
    },
  ];
}
