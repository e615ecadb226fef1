import { createRandom } from '@oracle-integration/testing';
import { ChaosStand } from './chaos/chaos-stand';
import { ALL_HOLD } from './chaos/invariants';
import { ProgressWatch } from './chaos/progress-watch';
import { SCENARIOS, type Severity } from './chaos/scenarios';

/** `npm run chaos` does more of everything, in another order each time; see docs/operations.md. */
const ROUNDS = Number(process.env['CHAOS_ROUNDS'] ?? 0);
const SEED = Number(process.env['CHAOS_SEED'] ?? 1);
const SEVERITY: Severity =
  ROUNDS > 0
    ? { rounds: 6, lastsMs: 8_000, isWaitingForLeases: true }
    : { rounds: 2, lastsMs: 3_000, isWaitingForLeases: false };
const LIMIT_MS = 1_200_000;

const plays = Array.from({ length: Math.max(ROUNDS, 1) }, (_, round) =>
  shuffled(SCENARIOS, SEED + round).map((scenario) => ({ round: round + 1, ...scenario })),
).flat();

describe('under load, whatever happens, no completion is lost, doubled or skipped', () => {
  let stand: ChaosStand;
  const report: string[] = [];

  beforeAll(async () => (stand = await ChaosStand.start(20)), LIMIT_MS);

  afterAll(async () => {
    await stand?.stop();
    process.stdout.write(`\n${report.join('\n')}\n\n`);
  });

  it.each(plays)(
    'round $round: $title',
    async ({ title, play }) => {
      const { unique: before } = await stand.system.oracle.stats();
      stand.beginWriting();
      const progress = new ProgressWatch(async () => (await stand.system.oracle.stats()).unique);
      let standstillMs = 0;
      try {
        await play(stand, SEVERITY);
      } finally {
        standstillMs = await progress.stop();
        await stand.endWriting();
      }

      const found = await stand.settle(SEVERITY.isWaitingForLeases);

      const { unique } = await stand.system.oracle.stats();
      report.push(
        `${String(unique - before).padStart(6)} completions, longest standstill ${(standstillMs / 1000).toFixed(1).padStart(5)} s: ${title}`,
      );
      expect(found).toEqual(ALL_HOLD);
    },
    LIMIT_MS,
  );

  it('no process has ended that was not killed', async () => {
    expect(await stand.stop()).toEqual([0, 0, 0, 0]);
  });
});

function shuffled<Value>(values: readonly Value[], seed: number): Value[] {
  const random = createRandom(seed);
  return values
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
