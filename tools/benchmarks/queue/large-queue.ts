import type { Client } from 'pg';
import type { BenchmarkGround } from '../benchmark';
import type { MeasuredProcess } from '../measured-process';

/** A queue with millions of items: as the service has it, and bare. */
export interface LargeQueue extends Pick<BenchmarkGround, 'say'> {
  /** Runs `queue-driver.js`. */
  readonly queue: MeasuredProcess;
  readonly bare: Client;
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

export function perSecond(count: number, ms: number): number {
  return count / (ms / 1000);
}
