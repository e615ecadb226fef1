import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

/** One built part of the demo, in a process of its own. It ends with us: it sees our channel to it close. */
export class DemoProcess {
  private readonly child: ChildProcess;
  private readonly exit: Promise<unknown>;
  private output = '';
  private isStopping = false;

  constructor(
    private readonly entry: string,
    environment: Record<string, string>,
    onFailure: (sentence: string) => void,
  ) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(
      process.execPath,
      ['--enable-source-maps', resolve(import.meta.dirname, '..', entry)],
      {
        env: { PATH, HOME, ...environment },
        // In a group of its own: Ctrl-C comes to us, and we stop the parts in their order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.exit = once(this.child, 'exit').then(([code, signal]) => {
      const how = signal === null ? `ended by itself (exit code ${code})` : `was ended by ${signal}`;
      if (!this.isStopping) onFailure(`The demo stops: ${entry} ${how}. It printed:\n${this.output.trim()}`);
    });
    this.child.stdout?.on('data', (chunk: Buffer) => this.hear(chunk, false));
    this.child.stderr?.on('data', (chunk: Buffer) => this.hear(chunk, true));
  }

  /** Waits until the part has printed the pattern. */
  async waitFor(pattern: RegExp): Promise<RegExpMatchArray> {
    const until = Date.now() + START_LIMIT_MS;
    for (;;) {
      const match = this.output.match(pattern);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`${this.entry} did not start:\n${this.output.trim()}`);
      if (Date.now() > until)
        throw new Error(`${this.entry} was not ready after a minute:\n${this.output.trim()}`);
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.exit;
    clearTimeout(limit);
  }

  /** Keeps what is printed while starting; afterwards shows warnings and errors to whoever watches the demo. */
  private hear(chunk: Buffer, isError: boolean): void {
    const text = chunk.toString();
    if (this.output.length < 20_000) this.output += text;
    if (!this.isStopping && (isError || /\b(WARN|ERROR|FATAL)\b/.test(text))) process.stderr.write(text);
  }
}
