import { alertChanges, type OpenAlert } from './alert-changes';
import type { AlertCondition } from './alert-conditions';
import { deadGrowth } from './dead-growth';

const NOW = new Date('2026-11-28T08:30:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const CONDITION: AlertCondition = {
  kind: 'hold',
  subject: 'PUSH.FAILING',
  reason: 'Oracle fails.',
  action: 'Nobody.',
  path: '/',
};
const anAlert = (more: Partial<OpenAlert> = {}): OpenAlert => ({
  ...CONDITION,
  id: '1',
  openedAt: ago(60),
  absentSince: null,
  ...more,
});
const changes = (open: OpenAlert[], conditions: AlertCondition[], isWanted = true) =>
  alertChanges(open, conditions, { now: NOW, isWanted: () => isWanted });

describe('alertChanges', () => {
  it('opens what is new, and only once', () => {
    expect(changes([], [CONDITION]).opened).toEqual([CONDITION]);
    expect(changes([anAlert()], [CONDITION]).opened).toEqual([]);
  });

  it('tells that something is over only when it stays away for five minutes', () => {
    const justGone = changes([anAlert()], []);
    const goneAWhile = changes([anAlert({ absentSince: ago(4) })], []);
    const over = changes([anAlert({ absentSince: ago(5) })], []);

    expect([justGone.leaving.length, justGone.recovered.length]).toEqual([1, 0]);
    expect([goneAWhile.leaving.length, goneAWhile.recovered.length]).toEqual([0, 0]);
    expect(over.recovered.map(({ id }) => id)).toEqual(['1']);
  });

  it('keeps one that comes back meanwhile: nobody is told twice', () => {
    const back = changes(
      [anAlert({ absentSince: ago(4) })],
      [{ ...CONDITION, reason: 'Oracle fails again.' }],
    );

    expect([back.opened, back.recovered]).toEqual([[], []]);
    expect(back.kept.map(({ id, now }) => [id, now.reason])).toEqual([['1', 'Oracle fails again.']]);
  });

  it('drops without a word what nobody wants to know any more', () => {
    const { dropped, recovered } = changes([anAlert({ absentSince: ago(9) })], [], false);

    expect([dropped.length, recovered.length]).toEqual([1, 0]);
  });
});

describe('deadGrowth', () => {
  it('counts from the fewest of the last day on', () => {
    expect(deadGrowth({ lowest: null, since: null }, 40, NOW)).toEqual({
      growth: 0,
      memory: { lowest: 40, since: NOW },
    });
    expect(deadGrowth({ lowest: 40, since: ago(60) }, 55, NOW).growth).toBe(15);
  });

  it('begins anew when a manager has put some right, and after a day', () => {
    expect(deadGrowth({ lowest: 40, since: ago(60) }, 5, NOW)).toEqual({
      growth: 0,
      memory: { lowest: 5, since: NOW },
    });
    expect(deadGrowth({ lowest: 40, since: ago(1440) }, 55, NOW).growth).toBe(0);
  });
});
