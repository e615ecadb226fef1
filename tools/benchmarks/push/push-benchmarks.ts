import {
  type BenchmarkGround,
  type BenchmarkGroup,
  type BenchmarkResult,
  type Figure,
  long,
  median,
} from '../benchmark';
import { MeasuredProcess } from '../measured-process';
import type { Moved } from './moved';
import { PushGround, type Sender } from './push-ground';

const ITEMS = { quick: 40_000, full: 100_000 };
const ROUNDS = 3;
const WARM_UP = 10_000;
const SINGLE_ITEMS = { quick: 6_000, full: 15_000 };
/** What the libraries move: a few at their defaults, the others as they are quickest. */
const JOBS = { quick: 40_000, full: 100_000 };
const SINGLE_WARM_UP = 1_000;
/** Items that the textbook sender delivers; it would take minutes for all. */
const TEXTBOOK_ITEMS = 1_500;
const LATENCY_MS = 50;
const IN_FLIGHT = 200;

/**
 * From the queue to Oracle, one row in the attempt log for each item. Oracle is the sandbox, in a process of its own
 * on the same machine, reading every item as strictly as ever.
 *
 * In batches of 100 and answered at once, beside two queue libraries that move as many jobs and deliver nothing. One
 * by one with 200 under way and 50 ms for an answer, beside the sender that is written first.
 */
export const pushBenchmarks: BenchmarkGroup = {
  name: 'push',
  title: 'Push: from the queue to Oracle',
  async run(ground): Promise<BenchmarkResult[]> {
    const { say, scale } = ground;
    say(`push: filling two ledgers for ${ROUNDS} rounds of ${long(ITEMS[scale])} deliveries`);
    const records = WARM_UP + ROUNDS * ITEMS[scale] + SINGLE_WARM_UP + ROUNDS * SINGLE_ITEMS[scale];
    const ours = await PushGround.make(ground, 'bench_push_ours', records);
    const others = await PushGround.make(ground, 'bench_push_others', records);
    const batch = await measureBatches(ground, ours, others);
    const single = await measureSingles(ground, ours, others);
    return [{ ...batch, rivals: await measureLibraries(ground) }, single];
  },
};

async function measureBatches(
  { say, scale }: BenchmarkGround,
  ourGround: PushGround,
  otherGround: PushGround,
): Promise<Omit<BenchmarkResult, 'rivals'>> {
  const ours = await ourGround.start('push-driver.js', {
    latencyMs: 0,
    settings: { PUSH_BATCH_SIZE: '100' },
  });
  const bare = await otherGround.start('bare-sender.js', { latencyMs: 0 });
  try {
    const figures = { ours: [] as number[], bare: [] as number[] };
    await ours.deliver(WARM_UP);
    await bare.deliver(WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1) {
      figures.ours.push(await ours.deliver(ITEMS[scale]));
      figures.bare.push(await bare.deliver(ITEMS[scale]));
      say(
        `push: batches, ${figures.ours.at(-1)!.toFixed(0)} items/s; bare ${figures.bare.at(-1)!.toFixed(0)}`,
      );
    }
    say(`push: ${String(await ours.ask('memory'))} MB at most while delivering batches`);
    return {
      name: 'push.batch100',
      value: median(figures.ours),
      unit: 'items/s',
      ceiling: { name: 'bare script, same claims, posts and log rows', value: median(figures.bare) },
      says: `Delivers ${long(ITEMS[scale])} completions in batches of 100 to an Oracle that answers at once, a row in the attempt log for each. The rivals are queue libraries that move as many jobs and deliver nothing.`,
    };
  } finally {
    await Promise.all([ours.end(), bare.end()]);
  }
}

async function measureSingles(
  { say, scale }: BenchmarkGround,
  ourGround: PushGround,
  otherGround: PushGround,
): Promise<BenchmarkResult> {
  const ours = await ourGround.start('push-driver.js', {
    latencyMs: LATENCY_MS,
    settings: { PUSH_BATCH_SIZE: '1', PUSH_CONCURRENCY: String(IN_FLIGHT) },
  });
  const figures: number[] = [];
  await using(ours, async () => {
    await ours.deliver(SINGLE_WARM_UP);
    for (let round = 0; round < ROUNDS; round += 1) figures.push(await ours.deliver(SINGLE_ITEMS[scale]));
    say(`push: single items at ${LATENCY_MS} ms, ${figures.map((figure) => figure.toFixed(0)).join(', ')}/s`);
  });
  const latencyMs = await using(
    await otherGround.start('bare-sender.js', { latencyMs: LATENCY_MS }),
    async (bare) => Number(await bare.ask('latency')),
  );
  const textbook = await using(
    await otherGround.start('textbook-sender.js', { latencyMs: LATENCY_MS }),
    (sender) => sender.deliver(TEXTBOOK_ITEMS),
  );
  return {
    name: 'push.single200',
    value: median(figures),
    unit: 'items/s',
    rivals: [{ name: 'ten workers, a row each, a statement a step', value: textbook }],
    ceiling: {
      name: `${IN_FLIGHT} in flight at ${latencyMs.toFixed(1)} ms`,
      value: IN_FLIGHT / (latencyMs / 1000),
    },
    says: `One completion a request, ${IN_FLIGHT} under way, to an Oracle that takes ${LATENCY_MS} ms. The rival is the sender that is written first; the ceiling is what so many requests under way could carry.`,
  };
}

async function using<Result>(sender: Sender, use: (sender: Sender) => Promise<Result>): Promise<Result> {
  try {
    return await use(sender);
  } finally {
    await sender.end();
  }
}

/**
 * Lets the libraries move jobs out of a backlog as long as ours. The worker of pg-boss takes one job every two seconds
 * at its defaults, so few of them; both are also measured as they are quickest.
 */
async function measureLibraries(ground: BenchmarkGround): Promise<Figure[]> {
  return [
    ...(await measureMover(ground, 'pg-boss-mover', [
      { command: 'work', name: 'pg-boss at its defaults' },
      { command: 'fetch', name: 'pg-boss, 100 at a time' },
    ])),
    ...(await measureMover(ground, 'graphile-worker-mover', [
      { command: 'defaults', name: 'graphile-worker at its defaults' },
      { command: 'batched', name: 'graphile-worker, batching on' },
    ])),
  ];
}

async function measureMover(
  { createEmptyDatabase, say, scale }: BenchmarkGround,
  mover: string,
  measurements: readonly { command: string; name: string }[],
): Promise<Figure[]> {
  const url = await createEmptyDatabase(`bench_${mover.replaceAll('-', '_')}`);
  const program = await MeasuredProcess.start(`${mover}.js`, {
    DATABASE_URL: url,
    JOBS: String(JOBS[scale]),
  });
  try {
    await program.time('fill');
    const figures: Figure[] = [];
    for (const { command, name } of measurements) {
      const { jobs, perSecond } = (await program.ask(command)) as Moved;
      say(`push: ${name}, doing nothing: ${perSecond.toFixed(1)} jobs/s`);
      figures.push({
        name: `${name}, doing nothing (${jobs.toLocaleString('en')} jobs)`,
        value: perSecond,
      });
    }
    return figures;
  } finally {
    program.end();
  }
}
