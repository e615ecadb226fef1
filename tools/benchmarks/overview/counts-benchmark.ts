import { type BenchmarkResult, long, median, short } from '../benchmark';
import { type LargeQueue, timeOf } from '../queue/large-queue';

const LOOKS = 51;

const BARE_COUNTS = `SELECT counter, sum(delta) FROM tally_deltas WHERE starts_with(counter, 'queue.') GROUP BY counter`;
const COUNTED = 'SELECT status, count(*) FROM queue_items GROUP BY status';

/** How many items there are of each status, as every screen shows it. */
export async function measureCounts({ say, sizes, queue, bare }: LargeQueue): Promise<BenchmarkResult> {
  const times: number[] = [];
  const bareTimes: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    times.push(await queue.time('counts'));
    bareTimes.push(await timeOf(bare, BARE_COUNTS));
  }
  const counted = await timeOf(bare, COUNTED);
  const name = `overview.counts${short(sizes.total)}`;
  say(`${name}: ${median(times).toFixed(1)} ms; counting the rows takes ${counted.toFixed(0)} ms`);
  return {
    name,
    value: 1000 / median(times),
    unit: 'counts/s',
    rivals: [{ name: 'counting the rows', value: 1000 / counted }],
    ceiling: { name: 'the sum alone, bare pg', value: 1000 / median(bareTimes) },
    says: `How many of ${long(sizes.total)} items there are of each status, as every screen asks each few seconds. The rival counts the rows with GROUP BY.`,
  };
}
