import { jest } from '@jest/globals';
import { waitUntil } from '@oracle-integration/testing';
import { LearnerLife, type LearnerLifeParts } from './learner-life';

function aLife(parts: Partial<LearnerLifeParts> = {}) {
  const seen = { steps: 0, said: [] as string[] };
  const life = new LearnerLife({
    perMinute: 60_000,
    step: () => Promise.resolve((seen.steps += 1)),
    say: (text) => seen.said.push(text),
    chance: () => 0.5,
    retryMs: 5,
    ...parts,
  });
  return { life, seen };
}

const steps = (seen: { steps: number }) => () => Promise.resolve(seen.steps);
const gone = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('LearnerLife', () => {
  it('goes on step after step until it is stopped', async () => {
    const { life, seen } = aLife();
    life.start();
    await waitUntil(steps(seen), (count) => count > 20);
    await life.stop();
    const atStop = seen.steps;

    await expect(life.stop()).resolves.toBeUndefined();
    expect(seen.steps).toBe(atStop);
  });

  it('keeps near the rate', async () => {
    jest.useFakeTimers();
    const { life, seen } = aLife({ perMinute: 6000, chance: Math.random });
    life.start();
    await jest.advanceTimersByTimeAsync(60_000);
    const { steps: withinTheMinute } = seen;
    jest.useRealTimers();
    await life.stop();

    // Chance alone puts one minute in three beyond 1 % of the rate, and none in a lifetime beyond 10 %.
    expect(withinTheMinute).toBeGreaterThan(5400);
    expect(withinTheMinute).toBeLessThan(6600);
  });

  it('stands still at 0 and moves again when told to, at once', async () => {
    const { life, seen } = aLife({ perMinute: 0 });
    life.start();
    await new Promise((resolve) => setImmediate(resolve));
    const standing = seen.steps;
    life.setPerMinute(60_000);
    await waitUntil(steps(seen), (count) => count > 3);
    await life.stop();

    expect(standing).toBe(0);
    expect(life.perMinute).toBe(60_000);
  });

  it('does not sleep through a new rate', async () => {
    const { life, seen } = aLife({ perMinute: 1 });
    life.start();
    life.setPerMinute(60_000);
    await waitUntil(steps(seen), (count) => count > 3);
    await life.stop();

    expect(seen.said).toEqual([]);
  });

  it('does a few steps at once, not any number', async () => {
    let atOnce = 0;
    let most = 0;
    const { life } = aLife({
      step: async () => {
        most = Math.max(most, (atOnce += 1));
        await new Promise((resolve) => setTimeout(resolve, 20));
        atOnce -= 1;
      },
    });
    life.start();
    await waitUntil(
      () => Promise.resolve(most),
      (value) => value > 1,
    );
    await life.stop();

    expect(most).toBeLessThanOrEqual(4);
    expect(atOnce).toBe(0);
  });

  it('says once that the database is away, tries again, and says that it is back', async () => {
    let tries = 0;
    const { life, seen } = aLife({
      step: () => ((tries += 1) <= 10 ? Promise.reject(gone()) : Promise.resolve()),
    });
    life.start();
    await waitUntil(
      () => Promise.resolve(seen.said.length),
      (count) => count >= 2,
    );
    await life.stop();

    expect(seen.said).toEqual([
      'The Totara database is away (connect ECONNREFUSED); trying again every 0.005 seconds.',
      'The Totara database is back; learners go on.',
    ]);
    expect(tries).toBeGreaterThan(10);
  });

  it('says which step failed and goes on', async () => {
    let tries = 0;
    const { life, seen } = aLife({
      step: () => ((tries += 1) === 1 ? Promise.reject(new Error('no such table')) : Promise.resolve()),
    });
    life.start();
    await waitUntil(
      () => Promise.resolve(tries),
      (count) => count > 5,
    );
    await life.stop();

    expect(seen.said).toEqual(["A learner's step failed: no such table"]);
  });
});
