import { waitUntil } from '@oracle-integration/testing';
import { AlternatingPoller } from './system/alternating-poller';
import { PushChaosStand } from './testing/push-chaos-stand';

const LIMIT_MS = 240_000;

describe('two APIs and two workers that are restarted one after the other under load', () => {
  let stand: PushChaosStand;

  beforeAll(async () => (stand = await PushChaosStand.withBacklog(500)), LIMIT_MS);
  afterAll(() => stand?.stop());

  it(
    'deliver each item once, and show each completion once to a poller that reads through both',
    async () => {
      await stand.system.oracle.setFaults({ latencyMs: 400 });
      const startApi = () => stand.system.startService({ ROLE: 'api' });
      const workers = [await stand.startWorker(), await stand.startWorker()];
      const apis = [await startApi(), await startApi()];
      const poller = new AlternatingPoller(apis);
      let isOver = false;
      const polling = (async () => {
        for (;;) {
          const page = await poller.readOn();
          if (isOver && page && !page.hasMore) return;
        }
      })();

      for (const index of [0, 1, 0, 1]) {
        await stand.recordedMore(20);
        expect(await workers[index]!.stop()).toBe(0);
        workers[index] = await stand.startWorker();
        expect(await apis[index]!.stop()).toBe(0);
        apis[index] = await startApi();
      }
      const { unique } = await stand.stats();
      await stand.system.oracle.setFaults({});
      const outcome = await stand.delivered(90_000);
      isOver = true;
      await polling;

      expect(unique).toBeLessThan(stand.total);
      expect(outcome).toEqual(stand.allSent);
      expect(await stand.stats()).toMatchObject({ duplicates: 0, conflicts: 0 });
      const committed = await stand.system.query<{ key: string }>(
        `SELECT id || ' ' || revision AS key FROM completion_records`,
      );
      const once = await waitUntil(
        () => Promise.resolve([...poller.seen].map(([key, times]) => `${key} ${times}`)),
        (keys) => keys.length >= committed.length,
      );
      expect(once.sort()).toEqual(committed.map(({ key }) => `${key} 1`).sort());
    },
    LIMIT_MS,
  );
});
