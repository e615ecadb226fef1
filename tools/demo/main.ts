import 'reflect-metadata';
import { describeError } from '@oracle-integration/platform';
import { runDemo } from './run-demo';

runDemo().catch((error: unknown) => {
  process.stderr.write(`The demo cannot run: ${describeError(error)}\n`);
  process.exit(1);
});
