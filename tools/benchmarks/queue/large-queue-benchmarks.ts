import { Client } from 'pg';
import type { BenchmarkGround, BenchmarkResult } from '../benchmark';
import { MeasuredProcess } from '../measured-process';
import { onDatabase } from '../on-database';
import { measureCounts } from './counts-benchmark';
import { type Portion, fillQueue } from './fill-queue';
import { measurePurge, OLD, PURGE_DAYS } from './purge-benchmark';
import { measureRequeue, STOPPED } from './requeue-benchmark';

/** What half a minute of deliveries at full speed leaves behind before it is folded. */
const UNFOLDED_DELTAS = 10_000;

/** Five million in all. The queue requeues the dead and purges the oldest, bare statements do it to the others. */
const CONTENT: readonly Portion[] = [
  { count: 2_800_000, status: 'sent', daysAgo: 5 },
  { count: OLD, status: 'sent', daysAgo: 40 },
  { count: OLD, status: 'sent', daysAgo: 80 },
  { count: STOPPED, status: 'dead', daysAgo: 2 },
  { count: STOPPED, status: 'parked', daysAgo: 2 },
];

/** What managers ask of a queue with five million items. */
export async function measureLargeQueue(ground: BenchmarkGround): Promise<BenchmarkResult[]> {
  const total = CONTENT.reduce((sum, { count }) => sum + count, 0);
  ground.say(`queue: filling a queue with ${total.toLocaleString('en')} items`);
  const url = await ground.createDatabase('bench_queue_huge');
  await fillQueue(url, CONTENT);
  await onDatabase(
    url,
    `INSERT INTO tally_deltas (counter, delta)
     SELECT CASE WHEN n % 4 < 2 THEN 'queue.sending' ELSE 'queue.sent' END, CASE WHEN n % 2 = 0 THEN 100 ELSE -100 END
       FROM generate_series(1, ${UNFOLDED_DELTAS}) AS n`,
    'VACUUM ANALYZE queue_items',
    'ANALYZE tally_deltas',
    'CHECKPOINT',
  );
  const bare = new Client({ connectionString: url });
  await bare.connect();
  const queue = await MeasuredProcess.start('queue-driver.js', {
    DATABASE_URL: url,
    PURGE_DAYS: String(PURGE_DAYS),
  });
  const large = { say: ground.say, queue, bare };
  try {
    return [await measureCounts(large), await measureRequeue(large), ...(await measurePurge(large))];
  } finally {
    queue.end();
    await bare.end();
  }
}
