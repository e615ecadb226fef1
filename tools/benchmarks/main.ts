import 'reflect-metadata';
import { describeError } from '@oracle-integration/platform';
import { runBenchmarks } from './run-benchmarks';

runBenchmarks(process.argv.slice(2).filter((argument) => !argument.startsWith('-'))).catch(
  (error: unknown) => {
    process.stderr.write(`The benchmarks cannot run: ${describeError(error)}\n`);
    process.exit(1);
  },
);
