import type { ClaimedItem } from '@oracle-integration/queue';
import type { ItemVerdict } from './classify-answer';
import { releaseOf, settlementOf } from './settlement';

const RULES = { maxAttempts: 3, random: () => 0.5 };

function anItem(given: Partial<ClaimedItem> = {}): ClaimedItem {
  return { id: '7', recordId: 'record-7', revision: 1, attempts: 0, isAlone: false, ...given };
}

function aVerdict(verdict: ItemVerdict['verdict']): ItemVerdict {
  return { verdict, code: 'PUSH.CODE', detail: 'words', externalId: 'E1', httpStatus: 500 };
}

describe('settlementOf', () => {
  it.each([
    ['delivered', 'deliver', true],
    ['park', 'park', true],
    ['dead', 'give_up', true],
    ['retry', 'retry', true],
    ['alone', 'release', false],
  ] as const)('%s moves the item by %s, an attempt: %s', (verdict, move, isAttempt) => {
    expect(settlementOf(anItem(), aVerdict(verdict), RULES)).toMatchObject({ id: '7', move, isAttempt });
  });

  it('waits longer after each failed attempt', () => {
    const delays = [0, 1].map(
      (attempts) => settlementOf(anItem({ attempts }), aVerdict('retry'), RULES).delaySeconds,
    );

    expect(delays).toEqual([5, 20]);
  });

  it('gives up with the cause of the last attempt when no attempt is left', () => {
    const settlement = settlementOf(anItem({ attempts: 2 }), aVerdict('retry'), RULES);

    expect(settlement).toMatchObject({
      move: 'give_up',
      causeCode: 'PUSH.CODE',
      causeDetail: 'words',
      httpStatus: 500,
    });
  });

  it('sends what must go alone at once, and remembers that it goes alone', () => {
    const released = settlementOf(anItem(), aVerdict('alone'), RULES);
    const retried = settlementOf(anItem({ isAlone: true }), aVerdict('retry'), RULES);

    expect(released).toMatchObject({ isAlone: true, delaySeconds: 0 });
    expect(retried.isAlone).toBe(true);
  });
});

describe('releaseOf', () => {
  it('puts an item back as it was', () => {
    expect(releaseOf(anItem({ attempts: 2, isAlone: true }))).toMatchObject({
      move: 'release',
      isAttempt: false,
      isAlone: true,
      delaySeconds: 0,
    });
  });
});
