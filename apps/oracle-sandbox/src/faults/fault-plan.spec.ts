import { FaultPlan } from './fault-plan';

describe('FaultPlan', () => {
  let now = 0;
  let plan: FaultPlan;

  beforeEach(() => {
    now = Date.parse('2026-03-01T00:00:00Z');
    plan = new FaultPlan(() => now);
  });

  function isClosed(): boolean {
    return plan.rateLimit(plan.takeDelivery()) !== undefined;
  }

  it('has no faults at first and after being cleared', () => {
    plan.replace({ html: true, token: { garbage: true } });
    plan.clear();

    expect([plan.takeDelivery(), plan.takeToken(), plan.current]).toEqual([{}, {}, {}]);
  });

  it('replaces the whole set', () => {
    plan.replace({ html: true });
    plan.replace({ torn: true });

    expect(plan.takeDelivery()).toEqual({ torn: true });
  });

  it('applies delivery faults to the next few deliveries only, and token faults apart from them', () => {
    plan.replace({ html: true, times: 2, token: { garbage: true, times: 1 } });

    expect([1, 2, 3].map(() => plan.takeDelivery().html)).toEqual([true, true, undefined]);
    expect([1, 2].map(() => plan.takeToken().garbage)).toEqual([true, undefined]);
    expect(plan.current).toMatchObject({ times: 0, token: { times: 0 } });
  });

  it('refuses the token once when told so', () => {
    plan.replace({ unauthorized: 'once' });

    expect([1, 2].map(() => Boolean(plan.takeDelivery().unauthorized))).toEqual([true, false]);
  });

  it('fails every so many-th time, counted anew for each set', () => {
    const failures = (count: number) =>
      Array.from({ length: count }, () => plan.isNthToFail(plan.takeDelivery()));
    plan.replace({ errorEvery: 3 });
    const first = failures(7);
    plan.replace({ errorEvery: 2 });

    expect(first).toEqual([false, false, true, false, false, true, false]);
    expect(failures(2)).toEqual([false, true]);
  });

  it('does not change what the caller handed over', () => {
    const set = { html: true, times: 5 };
    plan.replace(set);

    plan.takeDelivery();

    expect(set.times).toBe(5);
  });

  describe('rate limit', () => {
    it('lets so many through, closes for the seconds given, and opens again', () => {
      plan.replace({ rateLimit: { requests: 2, retryAfterSeconds: 10 } });

      expect([1, 2, 3].map(isClosed)).toEqual([false, false, true]);
      now += 9_999;
      expect(isClosed()).toBe(true);
      now += 1;
      expect([1, 2, 3].map(isClosed)).toEqual([false, false, true]);
    });

    it('tells the seconds that are left', () => {
      plan.replace({ rateLimit: { requests: 0, retryAfterSeconds: 10 } });

      expect(plan.rateLimit(plan.takeDelivery())).toEqual({ retryAfter: '10' });
      now += 7_500;
      expect(plan.rateLimit(plan.takeDelivery())).toEqual({ retryAfter: '3' });
    });

    it('tells a date in HTTP form and opens when it has come', () => {
      plan.replace({ rateLimit: { requests: 1, retryAfterDate: '2026-03-01T00:01:00Z' } });

      expect(isClosed()).toBe(false);
      expect(plan.rateLimit(plan.takeDelivery())).toEqual({ retryAfter: 'Sun, 01 Mar 2026 00:01:00 GMT' });
      now += 60_000;
      expect(isClosed()).toBe(false);
    });

    it('stays closed and tells nothing when no time is given', () => {
      plan.replace({ rateLimit: { requests: 0 } });

      expect(plan.rateLimit(plan.takeDelivery())).toEqual({ retryAfter: undefined });
      now += 86_400_000;
      expect(isClosed()).toBe(true);
    });

    it('is always closed when no request is let through', () => {
      plan.replace({ rateLimit: { requests: 0, retryAfterSeconds: 1 } });

      expect(isClosed()).toBe(true);
      now += 5_000;
      expect(isClosed()).toBe(true);
    });
  });
});
