import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * - `before`: the statement on which the process dies never reaches the server.
 * - `after`: it reaches the server, which may carry it out, commit included; its answer reaches nobody.
 */
export type Death = 'before' | 'after';

/** Lets a process die at its n-th statement, whichever database that one is sent to. */
export class StatementCounter {
  private left = Number.POSITIVE_INFINITY;
  private death: Death = 'before';
  private readonly sockets = new Set<Socket>();
  private dying: NodeJS.Timeout | undefined;

  /** The process dies at its `count`-th statement from now on. */
  dieAt(count: number, death: Death): void {
    this.left = count;
    this.death = death;
  }

  get isDead(): boolean {
    return this.left <= 0;
  }

  /** Connections of the next process live again. */
  revive(): void {
    clearTimeout(this.dying);
    this.left = Number.POSITIVE_INFINITY;
  }

  /** Notes a connection that dies with the process. */
  watch(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
  }

  /** Counts one statement; answers whether it may still be sent. */
  mayPass(): boolean {
    this.left -= 1;
    if (!this.isDead) return true;
    if (this.death === 'before' || this.left < 0) {
      this.killAll();
      return false;
    }
    // The server gets a moment to carry it out; nobody reads what it answers.
    for (const socket of this.sockets) socket.pause();
    this.dying = setTimeout(() => this.killAll(), 20);
    return true;
  }

  private killAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

/** A way to a PostgreSQL server on which a counter counts the statements of a process. */
export interface CountedConnection {
  readonly url: string;
  close(): Promise<void>;
}

export async function countStatements(
  databaseUrl: string,
  counter: StatementCounter,
): Promise<CountedConnection> {
  const target = new URL(databaseUrl);
  const server = createServer((near) => {
    if (counter.isDead) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    const messages = new FrontendMessages();
    counter.watch(near);
    near.on('data', (chunk: Buffer) => {
      for (const { bytes, isStatement } of messages.take(chunk)) {
        if (isStatement && !counter.mayPass()) return;
        far.write(bytes);
      }
    });
    far.on('data', (chunk: Buffer) => {
      if (!counter.isDead) near.write(chunk);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** Query, and Sync, which ends a prepared statement's messages. */
const STATEMENTS = new Set(['Q', 'S'].map((letter) => letter.charCodeAt(0)));

/** Cuts what a client sends into the messages of PostgreSQL's protocol. */
class FrontendMessages {
  private rest: Buffer = Buffer.alloc(0);
  private hasStarted = false;

  take(chunk: Buffer): { bytes: Buffer; isStatement: boolean }[] {
    this.rest = Buffer.concat([this.rest, chunk]);
    const messages: { bytes: Buffer; isStatement: boolean }[] = [];
    for (;;) {
      // The first message of a connection bears no letter.
      const lengthAt = this.hasStarted ? 1 : 0;
      if (this.rest.length < lengthAt + 4) return messages;
      const length = lengthAt + this.rest.readUInt32BE(lengthAt);
      if (this.rest.length < length) return messages;
      const isStatement = this.hasStarted && STATEMENTS.has(this.rest[0]!);
      messages.push({ bytes: this.rest.subarray(0, length), isStatement });
      this.rest = this.rest.subarray(length);
      this.hasStarted = true;
    }
  }
}
