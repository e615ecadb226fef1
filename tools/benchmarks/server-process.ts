import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server under measurement, in a process of its own. Says `is ready at <address>` when it is. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly exit: Promise<unknown>;
  private output = '';

  constructor(file: string, environment: Record<string, string>) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, [file], {
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exit = once(this.child, 'exit');
    const hear = (chunk: Buffer) => {
      this.output += chunk.toString();
    };
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
  }

  async address(): Promise<string> {
    for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 20) {
      const match = /is ready at (\S+)/.exec(this.output);
      if (match) return match[1]!;
      if (this.child.exitCode !== null) break;
      await new Promise((wake) => setTimeout(wake, 20));
    }
    throw new Error(`a server did not start:\n${this.output}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await this.exit;
  }
}
