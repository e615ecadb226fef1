/**
 * How many records may be queued now: so many a second, and never more at once than one second's worth, so that a
 * rest does not end in a flood.
 */
export class BackfillPace {
  private saved: number;
  private at: number;

  constructor(
    readonly ratePerSecond: number,
    now: Date,
  ) {
    this.saved = ratePerSecond;
    this.at = now.getTime();
  }

  allowance(now: Date): number {
    const seconds = Math.max(0, now.getTime() - this.at) / 1000;
    this.at = now.getTime();
    this.saved = Math.min(this.ratePerSecond, this.saved + seconds * this.ratePerSecond);
    return Math.floor(this.saved);
  }

  spend(count: number): void {
    this.saved -= count;
  }
}
