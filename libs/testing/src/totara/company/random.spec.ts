import { createRandom } from './random';

describe('createRandom', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 1000 }, () => random.next());
  };

  it('repeats itself for the same seed and differs for another', () => {
    expect(draw(17)).toEqual(draw(17));
    expect(draw(17)).not.toEqual(draw(18));
  });

  it('spreads evenly from 0 up to 1', () => {
    const values = draw(3);
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => values.filter((v) => Math.floor(v * 10) === tenth).length,
    );

    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.min(...tenths)).toBeGreaterThan(60);
  });

  it('gives whole numbers with both ends included', () => {
    const random = createRandom(5);
    const values = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));

    expect([...values].sort()).toEqual([3, 4, 5, 6]);
  });

  it('gives as many hexadecimal digits as asked for', () => {
    expect(createRandom(1).hex(32)).toMatch(/^[0-9a-f]{32}$/);
  });
});
