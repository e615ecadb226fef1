/** What is looked at: requests older than this say nothing of now. */
const WINDOW_MS = 60_000;
/** Below so many requests their share of failures is chance. */
const REQUESTS_MIN = 10;
const FAILING_SHARE = 0.5;
/** So many in a row need no statistics. */
const FAILURES_IN_A_ROW = 5;
/** More than a minute's requests are not needed to know their share. */
const REQUESTS_KEPT = 1_000;

/**
 * Tells when requests keep failing: then the target is in trouble, and not the items that happen to be on their way.
 * What the items of failed requests cost is one attempt each; those that wait behind them cost nothing.
 */
export class CircuitBreaker {
  private requests: { at: number; isFailing: boolean }[] = [];
  private failuresInARow = 0;

  /**
   * Notes how a request went; answers whether the target is to be held.
   *
   * @param at epoch milliseconds
   */
  note(isFailing: boolean, at: number): boolean {
    this.failuresInARow = isFailing ? this.failuresInARow + 1 : 0;
    this.requests.push({ at, isFailing });
    // Cut rarely: done at each request it cost more than the request's own part of a settlement.
    if (this.requests.length > 2 * REQUESTS_KEPT) this.requests = this.requests.slice(-REQUESTS_KEPT);
    return isFailing && (this.failuresInARow >= FAILURES_IN_A_ROW || this.isMostlyFailing(at));
  }

  /** What was before says nothing of what comes: the target was held, or is released. */
  reset(): void {
    this.requests = [];
    this.failuresInARow = 0;
  }

  private isMostlyFailing(now: number): boolean {
    const recent = this.requests.slice(-REQUESTS_KEPT).filter(({ at }) => now - at <= WINDOW_MS);
    const failing = recent.filter((request) => request.isFailing).length;
    return recent.length >= REQUESTS_MIN && failing / recent.length >= FAILING_SHARE;
  }
}
