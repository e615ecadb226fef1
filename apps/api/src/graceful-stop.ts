import { setTimeout as pass } from 'node:timers/promises';

/** What is not finished by then is left to its lease. */
const STEP_LIMIT_MS = 9_000;
/** Beyond all limits: something that cannot be interrupted keeps the process. */
const LAST_LIMIT_MS = 15_000;

/** Ends a process once, in the opposite order of its start: first it says so, then each part stops within its time. */
export class GracefulStop {
  private readonly steps: (() => Promise<void>)[] = [];
  private announce: () => void = () => undefined;
  private isStopping = false;

  /** A step that comes before all that were given so far. */
  thenFirst(step: () => Promise<void>): void {
    this.steps.unshift(step);
  }

  /** How the process says that it is about to stop. */
  announceBy(announce: () => void): void {
    this.announce = announce;
  }

  /** @param delayMs how long it goes on serving after it was announced, for balancers to notice */
  async stop(code: number, delayMs = 0): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    setTimeout(() => process.exit(code === 0 ? 1 : code), delayMs + LAST_LIMIT_MS).unref();
    this.announce();
    if (delayMs > 0) await pass(delayMs);
    for (const step of [...this.steps]) {
      await Promise.race([step(), pass(STEP_LIMIT_MS, undefined, { ref: false })]).catch((error: unknown) =>
        process.stderr.write(`While stopping: ${String(error)}\n`),
      );
    }
    process.exit(code);
  }
}
