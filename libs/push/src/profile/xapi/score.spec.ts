import { scoreOf } from './score';
import { isoDuration } from './iso-duration';

describe('scoreOf', () => {
  it.each([
    [
      { value: 85, max: 100, percent: 85 },
      { scaled: 0.85, raw: 85, min: 0, max: 100 },
    ],
    [
      { value: 2, max: 3, percent: null },
      { scaled: 0.666667, raw: 2, min: 0, max: 3 },
    ],
    [
      { value: 0, max: 20, percent: 0 },
      { scaled: 0, raw: 0, min: 0, max: 20 },
    ],
    [
      { value: 22, max: 20, percent: 110 },
      { scaled: 1, raw: 22 },
    ],
    [
      { value: -3, max: 20, percent: null },
      { scaled: -0.15, raw: -3 },
    ],
    [{ value: 7, max: null, percent: null }, { raw: 7 }],
    [
      { value: 7, max: null, percent: 70 },
      { scaled: 0.7, raw: 7 },
    ],
    [{ value: 0, max: 0, percent: null }, { raw: 0 }],
  ])('of %j is %j', (grade, score) => {
    expect(scoreOf(grade)).toEqual(score);
  });
});

describe('isoDuration', () => {
  it.each([
    [0, 'PT0S'],
    [59, 'PT59S'],
    [5400, 'PT1H30M'],
    [90_061, 'PT25H1M1S'],
  ])('of %d seconds is %s', (seconds, duration) => {
    expect(isoDuration(seconds)).toBe(duration);
  });
});
