import 'reflect-metadata';
import { describeError } from '@oracle-integration/platform';
import { isInterrupted, undoWhenInterrupted } from './left-behind';
import { readBenchOptions } from './options';
import { runBenchmarks } from './run-benchmarks';
import { runSoak } from './soak/run-soak';

async function main(): Promise<void> {
  undoWhenInterrupted();
  const options = readBenchOptions(process.argv.slice(2));
  if (options.groups.join() === 'soak') await runSoak(options);
  else await runBenchmarks(options);
}

main().catch((error: unknown) => {
  // What was started is being ended; its failures are no news.
  if (isInterrupted()) return;
  process.stderr.write(`The benchmarks cannot run: ${describeError(error)}\n`);
  process.exit(1);
});
