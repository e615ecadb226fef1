import { isDatabaseGone, sayError } from './database-failure';

const RETRY_MS = 2000;
/** Steps at once: one alone would be held up by each of its commits. */
const MAX_AT_ONCE = 4;
/** How far behind its rate the life may fall and still catch up. */
const MAX_BACKLOG_MS = 1000;

/** What a life is made of. */
export interface LearnerLifeParts {
  perMinute: number;
  /** Does one thing; its failures are said and survived. */
  step(): Promise<unknown>;
  /** Tells the person in front of the screen. */
  say(text: string): void;
  /** From 0 up to, not including, 1. */
  chance(): number;
  /** How long an outage is waited out before the next try. */
  retryMs?: number;
}

/** Keeps learners moving at a rate until it is stopped. */
export class LearnerLife {
  private rate: number;
  private isStopped = false;
  private isDatabaseAway = false;
  private dueAt = Date.now();
  private wake: () => void = () => undefined;
  private readonly underWay = new Set<Promise<void>>();
  private readonly retryMs: number;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: LearnerLifeParts) {
    this.rate = parts.perMinute;
    this.retryMs = parts.retryMs ?? RETRY_MS;
  }

  /** Steps a minute. */
  get perMinute(): number {
    return this.rate;
  }

  /** Takes effect at once; 0 stands still. */
  setPerMinute(perMinute: number): void {
    this.rate = perMinute;
    this.dueAt = Date.now();
    this.wake();
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Ends after the steps that are under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    this.dueAt = Date.now();
    while (!this.isStopped) {
      const rate = this.rate;
      await this.rest(this.delayMs());
      // A new rate, or the end, woke it: what was due at the old rate is not.
      if (this.isStopped || rate === 0 || rate !== this.rate) continue;
      if (this.underWay.size >= MAX_AT_ONCE) await Promise.race(this.underWay);
      const step = this.doStep().finally(() => this.underWay.delete(step));
      this.underWay.add(step);
      // While the database is away one step at a time feels for it.
      if (this.isDatabaseAway) await step;
    }
    await Promise.all(this.underWay);
  }

  private delayMs(): number | undefined {
    if (this.rate === 0) return undefined;
    return this.isDatabaseAway ? this.retryMs : this.nextDelayMs();
  }

  /** People do not move in step: the gaps vary like those of any arrivals, the mean is the rate. */
  private nextDelayMs(): number {
    const gapMs = (-Math.log(1 - this.parts.chance()) * 60_000) / this.rate;
    this.dueAt = Math.max(this.dueAt, Date.now() - MAX_BACKLOG_MS) + gapMs;
    return Math.max(0, this.dueAt - Date.now());
  }

  private async doStep(): Promise<void> {
    try {
      await this.parts.step();
      if (this.isDatabaseAway) this.parts.say('The Totara database is back; learners go on.');
      this.isDatabaseAway = false;
    } catch (error) {
      this.survive(error);
    }
  }

  /** An outage is said once; a step that fails for another reason is said and left behind. */
  private survive(error: unknown): void {
    if (this.isStopped) return;
    if (!isDatabaseGone(error)) {
      this.parts.say(`A learner's step failed: ${sayError(error)}`);
      return;
    }
    if (!this.isDatabaseAway) {
      const seconds = this.retryMs / 1000;
      this.parts.say(
        `The Totara database is away (${sayError(error)}); trying again every ${seconds} seconds.`,
      );
    }
    this.isDatabaseAway = true;
  }

  /** Waits for the time, or without one until something wakes it. */
  private async rest(ms: number | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (ms !== undefined) timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }
}
