import type { Dispatcher } from 'undici';

/** What came back before it is looked at. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** Longer than was read. */
  readonly isCut: boolean;
}

/** Why an exchange ended without a whole answer, and whether anything had been sent by then. */
export class ExchangeFailedError extends Error {
  constructor(
    override readonly cause: unknown,
    readonly isSent: boolean,
  ) {
    super('The exchange failed.');
  }
}

/** The time given for the whole exchange is over. */
export class OutOfTimeError extends Error {}

interface ExchangeLimits {
  /** From now to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Of the body; what is longer is cut there and its connection destroyed. */
  readonly maxBytes: number;
}

/**
 * One request on its way, as undici tells of it. It knows what undici's own promise does not: whether the request was
 * handed to a connection when it failed. One that was given up before is never sent afterwards.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<RawAnswer>;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private head: Pick<RawAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
  private controller: Dispatcher.DispatchController | undefined;
  private isOver = false;
  private readonly timer: NodeJS.Timeout;
  private resolve!: (answer: RawAnswer) => void;
  private reject!: (error: ExchangeFailedError) => void;

  constructor(private readonly limits: ExchangeLimits) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.timer = setTimeout(() => this.giveUp(new OutOfTimeError()), limits.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isOver) return controller.abort(new OutOfTimeError());
    this.controller = controller;
  }

  onResponseStart(_controller: unknown, status: number, headers: RawAnswer['headers']): void {
    // 1xx comes before the answer.
    if (status >= 200) this.head = { status, headers };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isOver) return;
    const room = this.limits.maxBytes - this.size;
    this.chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    this.size += Math.min(chunk.length, room);
    if (chunk.length <= room) return;
    this.succeed(true);
    controller.abort(new Error('The answer is longer than what is read.'));
  }

  onResponseEnd(): void {
    if (!this.isOver) this.succeed(false);
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.giveUp(error);
  }

  private succeed(isCut: boolean): void {
    this.end();
    this.resolve({ ...this.head, bytes: Buffer.concat(this.chunks), isCut });
  }

  private giveUp(cause: Error): void {
    if (this.isOver) return;
    this.end();
    this.reject(new ExchangeFailedError(cause, this.controller !== undefined));
    this.controller?.abort(cause);
  }

  private end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }
}
