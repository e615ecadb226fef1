import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A process of ours that runs as its users run it: the built bundle, told what it must know by its environment. */
export interface RunningProcess {
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Waits until the pattern is printed and answers the match. */
  waitFor(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  /** Sends the signal and waits for the end; answers the exit code, `null` after a kill. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Waits for an end that comes by itself. */
  ended(): Promise<number | null>;
}

/** A start takes a second or two; on a machine that has much else to do, and stands still now and then, a minute. */
const WAIT_MS = 150_000;

/** Starts a built entry of `dist`, for example `apps/api/main.js`. Nothing of our own environment is passed on but PATH and HOME. */
export function startProcess(entry: string, environment: Record<string, string>): RunningProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [resolve(workspaceRoot(), 'dist', entry)], {
    cwd: workspaceRoot(),
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return follow(child);
}

/** Waits until the pattern is printed. A process that does not print it is ended: nobody else knows it yet. */
export async function readyOrEnded(process: RunningProcess, pattern: RegExp): Promise<RegExpMatchArray> {
  try {
    return await process.waitFor(pattern);
  } catch (error) {
    await process.end('SIGKILL');
    throw error;
  }
}

/** The folder with `nx.json`, from wherever the tests were started. */
function workspaceRoot(): string {
  for (let folder = process.cwd(); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
  }
  throw new Error(`${process.cwd()} does not lie in the workspace.`);
}

function follow(child: ChildProcess): RunningProcess {
  let text = '';
  const append = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout?.on('data', append);
  child.stderr?.on('data', append);
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return {
    pid: child.pid!,
    output: () => text,
    waitFor: (pattern, timeoutMs = WAIT_MS) => waitForOutput(() => text, pattern, child, timeoutMs),
    end: (signal = 'SIGTERM') => {
      child.kill(signal);
      return exit;
    },
    ended: () => exit,
  };
}

async function waitForOutput(
  output: () => string,
  pattern: RegExp,
  child: ChildProcess,
  timeoutMs: number,
): Promise<RegExpMatchArray> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const match = output().match(pattern);
    if (match) return match;
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(
        `The process did not print ${pattern} (exit code ${child.exitCode}). It printed:\n${output()}`,
      );
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
