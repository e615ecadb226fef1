import type { BenchmarkGround, BenchmarkResult } from '../benchmark';
import { withLargeQueue } from './large-queue';
import { measurePurge } from './purge-benchmark';
import { measureRequeue } from './requeue-benchmark';

/** What managers ask of a queue with millions of items. */
export function measureLargeQueue(ground: BenchmarkGround): Promise<BenchmarkResult[]> {
  return withLargeQueue(ground, 'bench_queue_huge', async (large) => [
    await measureRequeue(large),
    ...(await measurePurge(large)),
  ]);
}
