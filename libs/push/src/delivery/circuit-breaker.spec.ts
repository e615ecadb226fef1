import { CircuitBreaker } from './circuit-breaker';

describe('CircuitBreaker', () => {
  let breaker: CircuitBreaker;
  let now: number;

  beforeEach(() => {
    breaker = new CircuitBreaker();
    now = 1_000_000;
  });

  /** How the requests went, one each 100 ms: `f` failing, `w` well. Answers whether the last one trips it. */
  function after(requests: string): boolean {
    let isTripped = false;
    for (const one of requests) isTripped = breaker.note(one === 'f', (now += 100));
    return isTripped;
  }

  it.each([
    ['one failure', 'f', false],
    ['four failures in a row', 'ffff', false],
    ['five failures in a row', 'fffff', true],
    ['half of ten', 'wfwfwfwfwf', true],
    ['less than half of ten', 'wfwfwfwwwf', false],
    ['half of nine: too few to tell', 'fwfwfwfwf', false],
    ['a success, however many failed before', 'wfwfwfwfwfw', false],
  ])('%s: %s trips it: %s', (_case, requests, expected) => {
    expect(after(requests)).toBe(expected);
  });

  it('forgets what is more than a minute old', () => {
    after('wfwfwfwf');
    now += 61_000;

    expect(after('wwfwf')).toBe(false);
  });

  it('begins anew after a hold', () => {
    after('ffff');
    breaker.reset();

    expect(after('ffff')).toBe(false);
  });
});
