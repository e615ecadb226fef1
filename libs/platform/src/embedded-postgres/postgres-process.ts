import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { cannotRun } from './cluster-creation';
import { CLEAN_ENVIRONMENT, type SystemUser } from './system-user';

export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Fast shutdown includes a checkpoint of at most 256 MB of shared buffers: seconds even on a slow disk. */
const FAST_SHUTDOWN_MS = 60_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/** One running `postgres` main process. */
export class PostgresProcess {
  /** Set as soon as the process has ended. */
  end: ProcessEnd | undefined;
  readonly ended: Promise<ProcessEnd>;

  private constructor(private readonly child: ChildProcess) {
    this.ended = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        this.end = { exitCode, signal };
        resolve(this.end);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Starts the server; its output goes to the open file `logFd`.
   *
   * It runs in a session of its own: a Ctrl-C in our terminal reaches every process of the session, and the
   * database must outlive our own graceful stop.
   */
  static async spawn(
    program: string,
    args: readonly string[],
    { user, logFd }: { user: SystemUser | undefined; logFd: number },
  ): Promise<PostgresProcess> {
    const child = spawn(program, args, {
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', logFd, logFd],
      ...user,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(cannotRun(program, error)));
    });
    return new PostgresProcess(child);
  }

  /** Fast shutdown (clients are disconnected, a checkpoint is written), then harder means. Ends when it has ended. */
  async stop(): Promise<ProcessEnd> {
    for (const [signal, patienceMs] of [
      ['SIGINT', FAST_SHUTDOWN_MS],
      ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
    ] as const) {
      if (this.end) return this.end;
      this.child.kill(signal);
      const end = await this.waitForEnd(patienceMs);
      if (end) return end;
    }
    this.child.kill('SIGKILL');
    return this.ended;
  }

  private async waitForEnd(timeoutMs: number): Promise<ProcessEnd | undefined> {
    const timer = new AbortController();
    const timeout = delay(timeoutMs, undefined, { signal: timer.signal }).catch((error: unknown) => {
      if (!timer.signal.aborted) throw error;
      return undefined;
    });
    const end = await Promise.race([this.ended, timeout]);
    timer.abort();
    return end;
  }
}
