import { Repeated } from './chaos/repeated';
import { AlternatingPoller } from './system/alternating-poller';
import { PushChaosStand } from './testing/push-chaos-stand';

/** Eight items a second at most, however quick the machine is: what is queued lasts longer than all the restarts. */
const SMALL_BATCHES = { PUSH_BATCH_SIZE: '2' };
const LATENCY_MS = 1_000;
/** A minute on most machines: the time is for one that is ten times slower. */
const LIMIT_MS = 1_200_000;

describe('two APIs and two workers that are restarted one after the other under load', () => {
  let stand: PushChaosStand;

  beforeAll(async () => (stand = await PushChaosStand.withBacklog(500)), LIMIT_MS);
  afterAll(() => stand?.stop());

  it(
    'deliver each item once, and show each completion once to a poller that reads through both',
    async () => {
      await stand.system.oracle.setFaults({ latencyMs: LATENCY_MS });
      const startApi = () => stand.system.startService({ ROLE: 'api' });
      const startWorker = () => stand.startWorker(SMALL_BATCHES);
      const workers = [await startWorker(), await startWorker()];
      const apis = [await startApi(), await startApi()];
      const poller = new AlternatingPoller(apis);
      const polling = new Repeated(() => poller.readOn(), 0);

      try {
        for (const index of [0, 1, 0, 1]) {
          await stand.recordedMore(10);
          expect(await workers[index]!.stop()).toBe(0);
          workers[index] = await startWorker();
          expect(await apis[index]!.stop()).toBe(0);
          apis[index] = await startApi();
        }
      } finally {
        await polling.stop();
      }
      const { unique } = await stand.stats();
      await stand.system.oracle.setFaults({});
      const outcome = await stand.delivered();
      await poller.readToEnd();

      expect(unique).toBeLessThan(stand.total);
      expect(outcome).toEqual(stand.allSent);
      expect(await stand.stats()).toMatchObject({ duplicates: 0, conflicts: 0 });
      const committed = await stand.system.query<{ key: string }>(
        `SELECT id || ' ' || revision AS key FROM completion_records`,
      );
      const once = [...poller.seen].map(([key, times]) => `${key} ${times}`);
      expect(once.sort()).toEqual(committed.map(({ key }) => `${key} 1`).sort());
    },
    LIMIT_MS,
  );
});
