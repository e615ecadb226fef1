import { roundsOf } from './picture-rounds';

const item = (userId: number, courseId: number, place: string) => ({ userId, courseId, place });

describe('roundsOf', () => {
  it('has each learner and course once in a round, in the given order', () => {
    const rounds = roundsOf([
      item(1, 8, 'a'),
      item(2, 8, 'b'),
      item(1, 8, 'c'),
      item(1, 9, 'd'),
      item(1, 8, 'e'),
    ]);

    expect(rounds.map((round) => round.map(({ place }) => place).join(''))).toEqual(['abd', 'c', 'e']);
  });

  it('has no round larger than what the ledger takes at once', () => {
    const items = Array.from({ length: 2500 }, (_, userId) => item(userId, 8, 'a'));

    expect(roundsOf(items).map(({ length }) => length)).toEqual([1000, 1000, 500]);
  });

  it('has none for nothing', () => {
    expect(roundsOf([])).toEqual([]);
  });
});
