import { Logger, makeWorkerUtils, run, type RunnerOptions } from 'graphile-worker';
import { answerCommands } from '../measured-process';
import { type Moved, moved } from './moved';

/** graphile-worker moving jobs of the size of our queue items, delivering nothing. */
const TASK = 'deliver';
const PORTION = 5_000;
const AT_DEFAULTS = 2_000;

const connectionString = process.env['DATABASE_URL']!;
const jobs = Number(process.env['JOBS']);
const logger = new Logger(() => () => undefined);

/** Moves so many jobs; the time runs from the first to the last. */
async function move(count: number, options: RunnerOptions): Promise<Moved> {
  let done = 0;
  let began = 0;
  let tellDone: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (tellDone = resolve));
  const taskList = {
    [TASK]: () => {
      if (done === 0) began = performance.now();
      done += 1;
      if (done === count) tellDone();
    },
  };
  const runner = await run({ connectionString, logger, noHandleSignals: true, taskList, ...options });
  await finished;
  const result = moved(count, began);
  await runner.stop();
  return result;
}

answerCommands({
  fill: async () => {
    const utils = await makeWorkerUtils({ connectionString, logger });
    await utils.migrate();
    for (let filled = 0; filled < jobs; filled += PORTION) {
      await utils.addJobs(
        Array.from({ length: PORTION }, (_, n) => ({
          identifier: TASK,
          payload: { recordId: filled + n, revision: 1 },
        })),
      );
    }
    await utils.withPgClient((client) => client.query('ANALYZE'));
    await utils.release();
  },
  defaults: () => move(AT_DEFAULTS, {}),
  /** As its documentation advises for high throughput. */
  batched: () =>
    move(jobs - 2 * AT_DEFAULTS, {
      preset: {
        worker: {
          concurrentJobs: 24,
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    }),
});
