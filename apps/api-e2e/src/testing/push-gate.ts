import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A door in front of a server: it passes bytes through, and can be shut. While it is shut, nobody listens on its port:
 * who connects is refused by the operating system, as when the server is down.
 */
export class PushGate {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private listenPort = 0;
  /** While the door is shut it has the port, so that no other program is given it: nobody listens, and nobody can. */
  private placeholder: Socket | undefined;

  private constructor(private upstreamPort: number) {}

  /** Opens a door on any free port of 127.0.0.1 to another port there. */
  static async to(upstreamPort: number): Promise<PushGate> {
    const gate = new PushGate(upstreamPort);
    await gate.open();
    return gate;
  }

  /** The same after each {@link open}. */
  get port(): number {
    return this.listenPort;
  }

  /** Leads to another server from now on; who is inside stays with the old one. */
  leadTo(upstreamPort: number): void {
    this.upstreamPort = upstreamPort;
  }

  async open(): Promise<void> {
    if (this.server) return;
    await this.freePort();
    const server = createServer((inner) => this.pass(inner));
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(this.listenPort, '127.0.0.1', listening);
    });
    this.server = server;
    this.listenPort = (server.address() as AddressInfo).port;
  }

  /** Cuts every connection and lets nobody in until {@link open}. */
  async shut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = new Promise((done) => server.close(done));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    await this.keepPort();
  }

  /** Any connection will do that begins at the port. Where nobody is behind the door any more, the port is not needed. */
  private async keepPort(): Promise<void> {
    const localAddress = '127.0.0.1';
    const options = { port: this.upstreamPort, host: localAddress, localAddress, localPort: this.listenPort };
    const placeholder = connect(options).unref();
    this.placeholder = placeholder;
    placeholder.on('error', () => undefined);
    await new Promise<void>((settled) => placeholder.once('connect', settled).once('close', () => settled()));
  }

  private async freePort(): Promise<void> {
    const { placeholder } = this;
    this.placeholder = undefined;
    if (!placeholder || placeholder.closed) return;
    const closed = new Promise<void>((done) => placeholder.once('close', () => done()));
    placeholder.resetAndDestroy();
    await closed;
  }

  private pass(inner: Socket): void {
    const outer = connect(this.upstreamPort, '127.0.0.1');
    inner.pipe(outer).pipe(inner);
    this.follow(inner, outer);
    this.follow(outer, inner);
  }

  /** What ends one side badly ends the other in the same way. */
  private follow(socket: Socket, other: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay();
    // A socket that is being shut down cannot be reset: Node would keep its handle open for ever, and never exit.
    socket.once('error', () => (other.writableEnded ? other.destroy() : other.resetAndDestroy()));
    socket.once('close', () => {
      this.sockets.delete(socket);
      other.destroy();
    });
  }
}
