import type { Socket } from 'node:net';

/** Connections that a fault keeps waiting, so that a reset can let go of all of them. */
export class HeldConnections {
  private readonly sockets = new Set<Socket>();

  get size(): number {
    return this.sockets.size;
  }

  /** Holds a connection until its client gives up or {@link releaseAll} cuts it. */
  hold(socket: Socket): void {
    if (socket.destroyed) return;
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }

  /** Cuts every connection that is held. */
  releaseAll(): void {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }
}
