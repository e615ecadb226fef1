import type { Server } from 'node:http';

/** Whoever still reads an answer by then is cut off, so that the leases are given back in time. */
const ANSWERS_MS = 6_000;
const LOOK_EVERY_MS = 50;

/**
 * The end of the server's connections. Node alone ends those on which something was answered before; one that a client
 * has opened to have it ready, as browsers do, would keep the server open for as long as the client likes.
 */
export class ClosingServer {
  private underWay = 0;

  /** @param server from before it listens: what it has been asked already is not counted */
  constructor(private readonly server: Server) {
    server.on('request', (_request, response) => {
      this.underWay += 1;
      response.once('close', () => (this.underWay -= 1));
    });
  }

  /**
   * Ends all connections as soon as nothing is being answered.
   *
   * @param close stops listening, and ends when no connection is left
   * @param answersMs how long answers that are under way may take
   */
  async closeBy(close: () => Promise<void>, answersMs = ANSWERS_MS): Promise<void> {
    const patience = setTimeout(() => this.server.closeAllConnections(), answersMs);
    const looking = setInterval(() => {
      if (!this.server.listening && this.underWay === 0) this.server.closeAllConnections();
    }, LOOK_EVERY_MS);
    await close().finally(() => {
      clearTimeout(patience);
      clearInterval(looking);
    });
  }
}
