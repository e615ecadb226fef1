import { delayAfterEarlyLook, delayAfterFailure } from './follow-up-policy';

describe('delayAfterFailure', () => {
  it('grows to an hour, and ends with the twelfth attempt', () => {
    const delays = Array.from({ length: 12 }, (_, attempts) => delayAfterFailure(attempts, () => 0));

    expect(delays).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, undefined]);
  });

  it('adds up to a fifth, so that a thousand messages do not come back at once', () => {
    expect(delayAfterFailure(3, () => 0.5)).toBeCloseTo(44);
    expect(delayAfterFailure(3, () => 0.999)).toBeLessThan(48);
  });
});

describe('delayAfterEarlyLook', () => {
  it('looks four times more, within some six minutes', () => {
    expect([0, 1, 2, 3, 4].map(delayAfterEarlyLook)).toEqual([5, 15, 60, 300, undefined]);
  });
});
