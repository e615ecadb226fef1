import { Repeated } from './repeated';

const LOOK_EVERY_MS = 200;

/** Watches a number that grows while work goes on, and the longest time for which it did not. */
export class ProgressWatch {
  private last = -1;
  private grewAt = Date.now();
  private longestMs = 0;
  private readonly looking: Repeated;

  constructor(private readonly read: () => Promise<number>) {
    this.looking = new Repeated(() => this.look(), LOOK_EVERY_MS);
  }

  /** @returns the longest standstill, in milliseconds */
  async stop(): Promise<number> {
    await this.looking.stop();
    return Math.max(this.longestMs, Date.now() - this.grewAt);
  }

  private async look(): Promise<void> {
    const value = await this.read();
    if (value === this.last) return;
    const now = Date.now();
    if (this.last >= 0) this.longestMs = Math.max(this.longestMs, now - this.grewAt);
    this.last = value;
    this.grewAt = now;
  }
}
