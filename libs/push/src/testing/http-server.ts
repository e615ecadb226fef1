import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import type { Certificate } from './self-signed-certificate';

export interface RunningServer {
  readonly port: number;
  /** With the address written out: `http://127.0.0.1:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. Closing it also cuts the connections that still hang. */
export function startHttpServer(listener: RequestListener): Promise<RunningServer> {
  return startServer(createServer(listener), 'http');
}

/** A real HTTPS server that shows the given certificate. */
export function startTlsServer(certificate: Certificate, listener: RequestListener): Promise<RunningServer> {
  return startServer(createTlsServer({ ...certificate }, listener), 'https');
}

/** A server that speaks no protocol but what `onConnection` writes. */
export async function startTcpServer(onConnection: (socket: Socket) => void): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // A client that hangs up is what some tests are about.
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  const port = await listen(server);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port, url: `http://127.0.0.1:${port}`, close };
}

/** A port of this machine that nobody listens on: no server that asks for a free one is ever given it. */
export const UNUSED_PORT = 1;

async function startServer(server: Server, scheme: 'http' | 'https'): Promise<RunningServer> {
  const port = await listen(server);
  return { port, url: `${scheme}://127.0.0.1:${port}`, close: () => close(server) };
}

function listen(server: TcpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
