import type { Service } from './system/service';
import { PushChaosStand } from './testing/push-chaos-stand';

const KILLS = 20;
/** The lease of a killed worker, one sweep, and what was under way. */
const RESUME_MS = 60_000;
const LIMIT_MS = 240_000;

/** From 1 to so many. */
const upTo = (count: number) => 1 + Math.floor(Math.random() * count);

describe('two workers, of which one or the other is killed', () => {
  let stand: PushChaosStand;

  beforeAll(async () => {
    stand = await PushChaosStand.withBacklog(750);
  }, LIMIT_MS);

  afterAll(() => stand?.stop());

  it(
    'lose nothing in twenty kills under load, and send again only under the same keys',
    async () => {
      await stand.system.oracle.setFaults({ latencyMs: 400 });
      const workers: Service[] = [await stand.startWorker(), await stand.startWorker()];
      let unique = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        unique = await stand.recordedMore(upTo(40), RESUME_MS);
        const index = Math.floor(Math.random() * workers.length);
        await workers[index]!.process.end('SIGKILL');
        workers[index] = await stand.startWorker();
      }
      await stand.system.oracle.setFaults({});

      const outcome = await stand.delivered(RESUME_MS + 30_000);

      // Each of the kills came while there was work to lose.
      expect(unique).toBeLessThan(stand.total);
      expect(outcome).toEqual(stand.allSent);
    },
    LIMIT_MS,
  );
});
