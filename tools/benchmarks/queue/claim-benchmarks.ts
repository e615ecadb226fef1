import { type BenchmarkGround, type BenchmarkResult, long, median } from '../benchmark';
import { MeasuredProcess } from '../measured-process';
import { onDatabase } from '../on-database';
import { fillQueue } from './fill-queue';

const SMALL = 1_000;
const LARGE = 1_000_000;
const CLAIM = 100;
const CLAIMS = 100;
const ANALYSED = `Claims of ${CLAIM} while a million items wait, beside a thousand that wait: a long backlog must not slow the sender.`;
const FRESH = `The same right after a bulk insert, before PostgreSQL has looked at the table: no plan may turn bad.`;

interface Backlog {
  readonly url: string;
  readonly queue: MeasuredProcess;
}

/**
 * Claims of 100 out of a million items that wait, and out of a thousand, turn by turn, each backlog kept at its
 * length. First as a bulk insert leaves the table, never looked at by ANALYZE; then after it. Autovacuum is off
 * there, since it would analyse in between.
 */
export async function measureClaims(ground: BenchmarkGround): Promise<BenchmarkResult[]> {
  ground.say(`queue: filling a backlog of ${long(LARGE)} items`);
  const large = await makeBacklog(ground, 'large', LARGE);
  const small = await makeBacklog(ground, 'small', SMALL);
  try {
    const fresh = await measureTurns(ground, 'queue.claimAt1MUnanalysed', { large, small }, FRESH);
    for (const { url } of [large, small]) await onDatabase(url, 'ANALYZE queue_items');
    const analysed = await measureTurns(ground, 'queue.claimAt1M', { large, small }, ANALYSED);
    return [analysed, fresh];
  } finally {
    large.queue.end();
    small.queue.end();
  }
}

async function makeBacklog(
  { createDatabase }: BenchmarkGround,
  name: string,
  count: number,
): Promise<Backlog> {
  const url = await createDatabase(`bench_queue_${name}`);
  await onDatabase(url, 'ALTER TABLE queue_items SET (autovacuum_enabled = false)');
  await fillQueue(url, [{ count, status: 'queued', daysAgo: 0 }]);
  const queue = await MeasuredProcess.start('queue-driver.js', { DATABASE_URL: url });
  return { url, queue };
}

async function measureTurns(
  { say }: BenchmarkGround,
  name: string,
  { large, small }: { large: Backlog; small: Backlog },
  says: string,
): Promise<BenchmarkResult> {
  const times = { large: [] as number[], small: [] as number[] };
  for (let claim = 0; claim < CLAIMS; claim += 1) {
    times.large.push(await claimOnce(large));
    times.small.push(await claimOnce(small));
  }
  const [atLarge, atSmall] = [median(times.large), median(times.small)];
  say(`${name}: ${atLarge.toFixed(2)} ms a claim, ${atSmall.toFixed(2)} ms at ${SMALL} items`);
  return {
    name,
    value: 1000 / atLarge,
    unit: 'claims/s',
    rivals: [],
    ceiling: { name: `the same at ${SMALL.toLocaleString('en')} items`, value: 1000 / atSmall },
    says,
  };
}

/** The time of one claim, in milliseconds. What it takes is put in again first. */
async function claimOnce({ url, queue }: Backlog): Promise<number> {
  await fillQueue(url, [{ count: CLAIM, status: 'queued', daysAgo: 0 }]);
  return queue.time('claim');
}
