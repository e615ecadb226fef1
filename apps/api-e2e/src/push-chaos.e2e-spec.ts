import type { Service } from './system/service';
import { PushChaosStand } from './testing/push-chaos-stand';

const KILLS = 20;
/** Minutes on most machines: the time is for one that is ten times slower. */
const LIMIT_MS = 1_200_000;

/** From 1 to so many. */
const upTo = (count: number) => 1 + Math.floor(Math.random() * count);

describe('two workers, of which one or the other is killed', () => {
  let stand: PushChaosStand;

  beforeAll(async () => {
    stand = await PushChaosStand.withBacklog(500);
  }, LIMIT_MS);

  afterAll(() => stand?.stop());

  it(
    'lose nothing in twenty kills under load, and send again only under the same keys',
    async () => {
      const { oracle } = stand.system;
      // At most 40 completions a second, however quick the machine is: some are always under way, and most are left.
      await oracle.setFaults({ latencyMs: 1_000 });
      const workers: Service[] = [await stand.startWorker(), await stand.startWorker()];
      let unique = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        unique = await stand.recordedMore(upTo(40));
        // A process takes its time to start: what is left to lose must not be delivered meanwhile.
        await oracle.standingStill(async () => {
          const index = Math.floor(Math.random() * workers.length);
          await workers[index]!.process.end('SIGKILL');
          workers[index] = await stand.startWorker();
        });
      }
      await oracle.setFaults({});

      const outcome = await stand.delivered();

      // Each of the kills came while there was work to lose.
      expect(unique).toBeLessThan(stand.total);
      expect(outcome).toEqual(stand.allSent);
    },
    LIMIT_MS,
  );
});
