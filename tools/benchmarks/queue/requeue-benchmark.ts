import { type BenchmarkResult, long, perSecond, short } from '../benchmark';
import { type LargeQueue, timeOf, timeOfMoving } from './large-queue';

const ONE_BY_ONE = 1_000;

const REQUEUED = `SET status = 'queued', attempts = 0, next_attempt_at = now() + random() * interval '30 minutes'`;

/** The queue requeues what is dead, bare statements what is parked. */
export async function measureRequeue({ say, sizes, queue, bare }: LargeQueue): Promise<BenchmarkResult> {
  const { stopped } = sizes;
  const ms = await timeOfMoving(queue, 'requeue', stopped);
  const { rows } = await bare.query<{ id: string }>(
    `SELECT id FROM queue_items WHERE status = 'parked' LIMIT ${ONE_BY_ONE}`,
  );
  const began = performance.now();
  for (const { id } of rows) await bare.query(`UPDATE queue_items ${REQUEUED} WHERE id = $1`, [id]);
  const oneByOneMs = performance.now() - began;
  const bareMs = await timeOf(bare, `UPDATE queue_items ${REQUEUED} WHERE status = 'parked'`);
  say(`queue.requeue${short(stopped)}: ${ms.toFixed(0)} ms; one bare UPDATE ${bareMs.toFixed(0)} ms`);
  return {
    name: `queue.requeue${short(stopped)}`,
    value: perSecond(stopped, ms),
    unit: 'items/s',
    rivals: [{ name: 'one by one', value: perSecond(ONE_BY_ONE, oneByOneMs) }],
    ceiling: { name: 'one bare UPDATE', value: perSecond(stopped - ONE_BY_ONE, bareMs) },
    says: `A manager requeues ${long(stopped)} dead items at once, spread over the next half hour.`,
  };
}
