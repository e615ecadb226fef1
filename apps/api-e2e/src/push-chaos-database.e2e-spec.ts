import { setTimeout as pass } from 'node:timers/promises';
import { PushChaosStand } from './testing/push-chaos-stand';
import { PushDatabase } from './testing/push-database';

/** How often, and how long apart, all database connections are cut: six seconds of it. */
const ROUNDS = 30;
const EVERY_MS = 200;
/** The lease of what could not be settled, one sweep, and what was under way. */
const RESUME_MS = 60_000;
const LIMIT_MS = 240_000;

describe('two workers whose database connections are cut', () => {
  let stand: PushChaosStand;

  beforeAll(async () => {
    stand = await PushChaosStand.withBacklog(300);
  }, LIMIT_MS);

  afterAll(() => stand?.stop());

  it(
    'lose nothing while every backend is killed again and again, and go on by themselves',
    async () => {
      await stand.system.oracle.setFaults({ latencyMs: 200 });
      await Promise.all([stand.startWorker(), stand.startWorker()]);
      await stand.recordedMore(20);
      let killed = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        killed += await stand.killBackends();
        await pass(EVERY_MS);
      }
      await stand.system.oracle.setFaults({});

      await stand.recordedMore(1, RESUME_MS);
      const outcome = await stand.delivered(RESUME_MS + 30_000);

      expect(killed).toBeGreaterThan(ROUNDS);
      expect(outcome).toEqual(stand.allSent);
    },
    LIMIT_MS,
  );
});

describe('two workers whose database server crashes', () => {
  let database: PushDatabase;
  let stand: PushChaosStand;

  beforeAll(async () => {
    database = await PushDatabase.start();
    stand = await PushChaosStand.withBacklog(300, database.url);
  }, LIMIT_MS);

  afterAll(async () => {
    await stand?.stop();
    await database?.stop();
  });

  it(
    'lose nothing, and go on by themselves when it is there again',
    async () => {
      await stand.system.oracle.setFaults({ latencyMs: 200 });
      const workers = await Promise.all([stand.startWorker(), stand.startWorker()]);
      const before = await stand.recordedMore(50);
      await database.crash();
      await stand.system.oracle.setFaults({});

      await stand.recordedMore(1, RESUME_MS);
      const outcome = await stand.delivered(RESUME_MS + 30_000);

      expect(before).toBeLessThan(stand.total);
      expect(outcome).toEqual(stand.allSent);
      // Neither of them ended over it.
      expect(await Promise.all(workers.map((worker) => worker.stop()))).toEqual([0, 0]);
    },
    LIMIT_MS,
  );
});
