import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { rememberToUndo } from './left-behind';

type Commands = Readonly<Record<string, () => Promise<unknown>>>;

interface Answer {
  readonly ms: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** In the process that is measured: does what it is told, one command at a time, and answers how long it took. */
export function answerCommands(commands: Commands): void {
  process.on('message', (name: string) => {
    void answer(commands[name] ?? (() => Promise.reject(new Error(`there is no command ${name}`))));
  });
  process.send?.({ ms: 0 });
}

async function answer(command: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  try {
    const result = await command();
    process.send?.({ ms: performance.now() - began, result });
  } catch (error) {
    process.send?.({ ms: 0, error: String((error as Error).stack ?? error) });
  }
}

/** The most memory that this process has had so far, in MB. */
export function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** As `npm start` and the image start the service: a young generation of 32 MB, so that less is copied twice. */
const SERVICE_FLAGS = ['--max-semi-space-size=32'];

/** A process of its own for what is measured, so that its memory and its processor time are its own. */
export class MeasuredProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** @param entry a built entry of `dist/tools` */
  static async start(entry: string, environment: Record<string, string>): Promise<MeasuredProcess> {
    const { PATH = '', HOME = '' } = process.env;
    const child = fork(resolve('dist/tools', entry), {
      env: { PATH, HOME, ...environment },
      execArgv: SERVICE_FLAGS,
    });
    const forget = rememberToUndo(() => child.kill('SIGKILL'));
    child.once('exit', forget);
    const started = new MeasuredProcess(child);
    await started.nextAnswer();
    return started;
  }

  /** How long a command took, in milliseconds. */
  async time(command: string): Promise<number> {
    return (await this.run(command)).ms;
  }

  /** What a command answers. */
  async ask(command: string): Promise<unknown> {
    return (await this.run(command)).result;
  }

  /** Both: what a command answers, and how long it took in milliseconds. */
  async run(command: string): Promise<Answer> {
    this.child.send(command);
    return this.nextAnswer();
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private async nextAnswer(): Promise<Answer> {
    const answered = await new Promise<Answer>((resolveAnswer, reject) => {
      const onExit = (code: number | null) =>
        reject(new Error(`the measured process ended with code ${code}`));
      this.child.once('exit', onExit);
      this.child.once('message', (message) => {
        this.child.off('exit', onExit);
        resolveAnswer(message as Answer);
      });
    });
    if (answered.error !== undefined) throw new Error(answered.error);
    return answered;
  }
}
