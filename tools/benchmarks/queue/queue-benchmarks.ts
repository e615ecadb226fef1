import type { BenchmarkGroup } from '../benchmark';
import { measureClaims } from './claim-benchmarks';
import { measureLargeQueue } from './large-queue-benchmarks';

/** The queue by itself, nothing being sent. */
export const queueBenchmarks: BenchmarkGroup = {
  name: 'queue',
  title: 'The queue by itself',
  run: async (ground) => [...(await measureClaims(ground)), ...(await measureLargeQueue(ground))],
};
