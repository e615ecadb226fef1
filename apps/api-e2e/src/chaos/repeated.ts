import { setTimeout as pass } from 'node:timers/promises';

/** Something that is done again and again until it is stopped; what fails is tried again with the next turn. */
export class Repeated {
  private isStopped = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly turn: () => Promise<unknown>,
    private readonly everyMs: number,
  ) {
    this.ended = this.go();
  }

  /** Lets the turn under way finish. */
  stop(): Promise<void> {
    this.isStopped = true;
    return this.ended;
  }

  private async go(): Promise<void> {
    while (!this.isStopped) {
      await this.turn().catch(() => undefined);
      await pass(this.everyMs);
    }
  }
}
