import PgBoss from 'pg-boss';
import { answerCommands } from '../measured-process';
import { type Moved, moved } from './moved';

/** pg-boss moving jobs of the size of our queue items, delivering nothing. */
const QUEUE = 'deliver';
const PORTION = 5_000;
/** `work()` looks every 2 s for one job. */
const WORKED = 5;
const FETCHED = 5_000;
const FETCH_SIZE = 100;

const boss = new PgBoss({ connectionString: process.env['DATABASE_URL']! });
boss.on('error', (error) => process.stderr.write(`${error.message}\n`));
await boss.start();
await boss.createQueue(QUEUE);

answerCommands({
  fill: async () => {
    for (let filled = 0; filled < Number(process.env['JOBS']); filled += PORTION) {
      await boss.insert(
        Array.from({ length: PORTION }, (_, n) => ({
          name: QUEUE,
          data: { recordId: filled + n, revision: 1 },
        })),
      );
    }
    await boss.getDb().executeSql('ANALYZE', []);
  },
  /** A worker at the defaults. */
  work: () =>
    new Promise<Moved>((resolve, reject) => {
      let done = 0;
      let began = 0;
      boss
        .work(QUEUE, async () => {
          if (done === 0) began = performance.now();
          done += 1;
          if (done > WORKED) resolve(moved(WORKED, began));
        })
        .catch(reject);
    }).finally(() => boss.offWork(QUEUE)),
  /** Fetched and completed a hundred at a time. */
  fetch: async () => {
    const began = performance.now();
    for (let fetched = 0; fetched < FETCHED; fetched += FETCH_SIZE) {
      const jobs = await boss.fetch(QUEUE, { batchSize: FETCH_SIZE });
      await boss.complete(
        QUEUE,
        jobs.map(({ id }) => id),
      );
    }
    return moved(FETCHED, began);
  },
});
