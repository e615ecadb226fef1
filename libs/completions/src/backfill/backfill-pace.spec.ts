import { SetClock } from '@oracle-integration/testing';
import { BackfillPace } from './backfill-pace';

describe('BackfillPace', () => {
  let clock: SetClock;

  beforeEach(() => (clock = new SetClock()));

  it('allows one second of work at once', () => {
    expect(new BackfillPace(250, clock.now()).allowance(clock.now())).toBe(250);
  });

  it('allows nothing more until time has passed', () => {
    const pace = new BackfillPace(250, clock.now());
    pace.spend(250);

    expect(pace.allowance(clock.now())).toBe(0);
    clock.passMs(100);
    expect(pace.allowance(clock.now())).toBe(25);
  });

  it('keeps parts of a record for later', () => {
    const pace = new BackfillPace(1, clock.now());
    pace.spend(1);
    const allowances: number[] = [];

    for (let tick = 0; tick < 3; tick += 1) {
      clock.passMs(400);
      allowances.push(pace.allowance(clock.now()));
    }

    expect(allowances).toEqual([0, 0, 1]);
  });

  it('does not make up for a rest with a flood', () => {
    const pace = new BackfillPace(250, clock.now());
    pace.spend(250);
    clock.passMs(3_600_000);

    expect(pace.allowance(clock.now())).toBe(250);
  });

  it('stands still when the clock goes back', () => {
    const pace = new BackfillPace(250, clock.now());
    pace.spend(100);
    clock.passMs(-5000);

    expect(pace.allowance(clock.now())).toBe(150);
  });

  it('queues so many a second in the long run, however often it is asked', () => {
    const pace = new BackfillPace(70, clock.now());
    let spent = 0;

    for (let tick = 0; tick < 1000; tick += 1) {
      const allowance = pace.allowance(clock.now());
      pace.spend(allowance);
      spent += allowance;
      clock.passMs(30);
    }

    expect(spent).toBeGreaterThanOrEqual(70 * 30);
    expect(spent).toBeLessThanOrEqual(70 * 31);
  });
});
