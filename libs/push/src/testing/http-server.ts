import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  readonly port: number;
  /** With the address written out: `http://127.0.0.1:<port>`. */
  readonly url: string;
  close(): Promise<void>;
}

/** A real HTTP server on a free port of this machine. Closing it also cuts the connections that still hang. */
export async function startHttpServer(listener: RequestListener): Promise<RunningServer> {
  const server = createServer(listener);
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, close: () => close(server) };
}

/** A port of this machine that nobody listens on. */
export async function unusedPort(): Promise<number> {
  const server = await startHttpServer(() => undefined);
  await server.close();
  return server.port;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
