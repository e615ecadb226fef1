import { DELAY_ENDS, delayOf } from './delay-histogram';

const LAST = DELAY_ENDS.length;

describe('delayOf', () => {
  it('is unknown where nothing was delivered', () => {
    expect(delayOf(new Map(), 0.5)).toBeNull();
  });

  it.each([
    ['all within a second', [[0, 10]], 0.5, 0.5],
    ['all within a second', [[0, 10]], 0.95, 1],
    [
      'half at once, half after a minute and a half',
      [
        [0, 50],
        [16, 50],
      ],
      0.5,
      1,
    ],
    [
      'half at once, half after a minute and a half',
      [
        [0, 50],
        [16, 50],
      ],
      0.95,
      87,
    ],
    [
      'one late among a hundred',
      [
        [0, 99],
        [27, 1],
      ],
      0.95,
      1,
    ],
    ['all later than the last end', [[LAST, 3]], 0.5, 86_400],
  ] as const)('%s: %j at %d is %d s', (_, counts, share, seconds) => {
    expect(delayOf(new Map(counts), share)).toBe(seconds);
  });
});
