import { Client } from 'pg';
import { type BenchmarkGround, long } from '../benchmark';
import { MeasuredProcess } from '../measured-process';
import { largeQueueOf, QUEUE_SIZES, type QueueSizes } from './large-queue-content';

/** Between the ages of the two portions that were sent long ago. */
const PURGE_DAYS = 60;

/** A queue with millions of items: as the service has it, and bare. */
export interface LargeQueue extends Pick<BenchmarkGround, 'say'> {
  readonly url: string;
  readonly sizes: QueueSizes;
  /** Runs `queue-driver.js`. */
  readonly queue: MeasuredProcess;
  readonly bare: Client;
}

/** Fills such a queue, and ends what works on it afterwards. */
export async function withLargeQueue<Result>(
  ground: BenchmarkGround,
  name: string,
  use: (large: LargeQueue) => Promise<Result>,
): Promise<Result> {
  const sizes = QUEUE_SIZES[ground.scale];
  ground.say(`${name}: a queue with ${long(sizes.total)} items`);
  const url = await ground.createFilledDatabase(name, largeQueueOf(sizes));
  const bare = new Client({ connectionString: url });
  await bare.connect();
  const queue = await MeasuredProcess.start('queue-driver.js', {
    DATABASE_URL: url,
    PURGE_DAYS: String(PURGE_DAYS),
  });
  try {
    return await use({ say: ground.say, url, sizes, queue, bare });
  } finally {
    queue.end();
    await bare.end();
  }
}

/** In milliseconds. */
export async function timeOf(client: Client, statement: string): Promise<number> {
  const began = performance.now();
  await client.query(statement);
  return performance.now() - began;
}

/**
 * How long the queue takes to move that many items, in milliseconds.
 *
 * @throws Error when it moves any other number
 */
export async function timeOfMoving(queue: MeasuredProcess, command: string, count: number): Promise<number> {
  const { ms, result } = await queue.run(command);
  if (result !== count) throw new Error(`${command} moved ${String(result)} items instead of ${count}.`);
  return ms;
}
