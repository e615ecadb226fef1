import 'reflect-metadata';
import { describeError } from '@oracle-integration/platform';
import { runService } from './run-service';

runService(process.env).catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
});
