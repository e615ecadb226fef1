import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A door before a server that can be shut: connections through it break, new ones are refused. */
export interface TcpDoor {
  readonly port: number;
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Opens a door on a free port of 127.0.0.1 to the given server. */
export async function openTcpDoor(target: { host: string; port: number }): Promise<TcpDoor> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((outside) => {
    const inside = connect(target);
    for (const [socket, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(socket);
      socket.pipe(other);
      // Either side going away closes the other; the error itself is the other side's to tell.
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  const open = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await open(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    open: () => open(port),
    shut: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
