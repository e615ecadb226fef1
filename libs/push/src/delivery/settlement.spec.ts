import { aMappedItem } from '../testing/a-mapped-item';
import { releaseOf, settlementOf } from './settlement';
import type { SuppliedItem } from './supplied-item';
import type { ItemVerdict } from './verdict';

const RULES = { maxAttempts: 3, random: () => 0.5, firstSeconds: 10, longestSeconds: 3600 };
const BATCH = 'batch-1';

function anItem(given: Partial<SuppliedItem> = {}): SuppliedItem {
  return {
    ...aMappedItem({ id: '7', recordId: 'record-7' }),
    attempts: 0,
    isAlone: false,
    leaseId: 'lease-1',
    deadline: 0,
    ...given,
  };
}

function aVerdict(verdict: ItemVerdict['verdict']): ItemVerdict {
  return {
    verdict,
    outcome: 'temporary',
    isAnswered: true,
    code: 'PUSH.TEMPORARY',
    detail: 'words',
    externalId: 'E1',
    httpStatus: 500,
  };
}

describe('settlementOf', () => {
  it.each([
    ['delivered', 'deliver', true],
    ['park', 'park', true],
    ['dead', 'give_up', true],
    ['retry', 'retry', true],
    ['alone', 'release', false],
  ] as const)('%s moves the item by %s, an attempt: %s', (verdict, move, isAttempt) => {
    expect(settlementOf(anItem(), BATCH, aVerdict(verdict), RULES)).toMatchObject({
      id: '7',
      move,
      isAttempt,
    });
  });

  it('waits longer after each failed attempt', () => {
    const delays = [0, 1].map(
      (attempts) => settlementOf(anItem({ attempts }), BATCH, aVerdict('retry'), RULES).delaySeconds,
    );

    expect(delays).toEqual([5, 20]);
  });

  it('gives up with the cause of the last attempt when no attempt is left', () => {
    const settlement = settlementOf(anItem({ attempts: 2 }), BATCH, aVerdict('retry'), RULES);

    expect(settlement).toMatchObject({
      move: 'give_up',
      causeCode: 'PUSH.TEMPORARY',
      causeDetail: 'words',
      httpStatus: 500,
    });
  });

  it('sends what must go alone at once, and remembers that it goes alone', () => {
    const released = settlementOf(anItem(), BATCH, aVerdict('alone'), RULES);
    const retried = settlementOf(anItem({ isAlone: true }), BATCH, aVerdict('retry'), RULES);

    expect(released).toMatchObject({ isAlone: true, delaySeconds: 0 });
    expect(retried.isAlone).toBe(true);
  });
});

describe('an internal error of Oracle', () => {
  const after = (attempts: number, httpStatus: number) =>
    settlementOf(anItem({ attempts }), BATCH, { ...aVerdict('retry'), httpStatus }, RULES).isAlone;

  it('may be the fault of one item: from the second on each goes alone', () => {
    expect([after(0, 500), after(1, 500)]).toEqual([false, true]);
  });

  it("of another kind is no item's fault", () => {
    expect([after(1, 503), after(1, 502)]).toEqual([false, false]);
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
