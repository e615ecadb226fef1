import {
  backoffCeilingSeconds,
  expectedAttempts,
  probeDelaySeconds,
  rampedConcurrency,
  retryAfterSeconds,
  retryDelaySeconds,
} from './retry-policy';

const NOW = new Date('2026-03-01T12:00:00Z');
const DAY_SECONDS = 24 * 3600;
const BY_DEFAULT = { firstSeconds: 10, longestSeconds: DAY_SECONDS };

describe('the wait before the next attempt', () => {
  it.each([
    [1, 10],
    [2, 40],
    [3, 160],
    [4, 640],
    [5, 2_560],
    [6, 10_240],
    [7, 40_960],
    [8, DAY_SECONDS],
    [12, DAY_SECONDS],
    [50, DAY_SECONDS],
  ])('after %d attempts is at most %d seconds', (attempts, seconds) => {
    expect(backoffCeilingSeconds(attempts, BY_DEFAULT)).toBe(seconds);
  });

  it('is spread over everything up to the ceiling', () => {
    expect(retryDelaySeconds(3, 0.25, BY_DEFAULT)).toBe(40);
    expect(retryDelaySeconds(3, 0.999, BY_DEFAULT)).toBeCloseTo(159.84);
  });

  it('is never less than a second', () => {
    expect(retryDelaySeconds(1, 0, BY_DEFAULT)).toBe(1);
  });

  it('adds up to more than a weekend, on average, over the attempts an item has by default', () => {
    const averageSeconds = Array.from({ length: 11 }, (_, index) =>
      retryDelaySeconds(index + 1, 0.5, BY_DEFAULT),
    );

    const days = averageSeconds.reduce((sum, seconds) => sum + seconds, 0) / DAY_SECONDS;

    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(3);
  });
});

describe('the schedule of attempts as clock times', () => {
  it('names one moment for each attempt after the first', () => {
    const moments = expectedAttempts(4, { firstSeconds: 10, longestSeconds: 60 }, NOW);

    expect(moments.map((at) => at.toISOString())).toEqual([
      '2026-03-01T12:00:05.000Z',
      '2026-03-01T12:00:25.000Z',
      '2026-03-01T12:00:55.000Z',
    ]);
  });
});

describe('the requests that may be under way after a hold', () => {
  it.each([
    ['there was no hold', null, 16],
    ['it has just ended', 0, 1],
    ['the clock went back', -5, 1],
    ['3 seconds have passed', 3, 2],
    ['9 seconds have passed', 9, 8],
    ['a minute has passed', 60, 16],
    ['a year has passed', 31_536_000, 16],
  ])('%s: after %s seconds %d', (_case, seconds, allowed) => {
    expect(rampedConcurrency(16, seconds)).toBe(allowed);
  });
});

describe('the wait before a target in trouble is tried again', () => {
  it.each([
    [0, 2],
    [1, 4],
    [2, 8],
    [3, 16],
    [4, 32],
    [5, 60],
    [1_000, 60],
  ])('after %d failed probes is %d seconds', (failedProbes, seconds) => {
    expect(probeDelaySeconds(failedProbes)).toBe(seconds);
  });
});

describe('Retry-After', () => {
  it.each([
    ['is left out', undefined, undefined],
    ['is empty', '', undefined],
    ['is words', 'in a while', undefined],
    ['is seconds', '30', 30],
    ['is seconds with blanks around', ' 30 ', 30],
    ['is a fraction of seconds, rounded up', '1.2', 2],
    ['is zero: a second at least', '0', 1],
    ['is more than a day: a day at most', '99999999999', DAY_SECONDS],
    ['is a date to come', 'Sun, 01 Mar 2026 12:01:30 GMT', 90],
    ['is a date gone by', 'Sun, 01 Mar 2026 11:00:00 GMT', 1],
    ['is a date in another year', 'Mon, 01 Mar 2027 12:00:00 GMT', DAY_SECONDS],
  ])('%s', (_case, header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });
});
