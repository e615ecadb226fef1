import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { endWhenIdle } from './end-when-idle';

describe('a reader that takes nothing', () => {
  let server: Server;
  let reader: Socket;

  afterEach(async () => {
    reader.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  /** A server that answers more than any buffer holds; answers the response as soon as it has begun. */
  async function startAnswering(idleMs: number): Promise<ServerResponse> {
    server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
    reader.on('error', () => undefined);
    reader.pause();
    reader.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    endWhenIdle(response, idleMs);
    response.write(Buffer.alloc(64 * 1024 * 1024));
    return response;
  }

  it('is disconnected, and its answer is over without having been finished', async () => {
    const response = await startAnswering(50);

    await once(response, 'close');

    expect(response.writableFinished).toBe(false);
  });

  it('is left alone once its answer has come', async () => {
    const response = await startAnswering(60_000);
    reader.resume();
    response.end();

    await once(response, 'close');

    expect(response.writableFinished).toBe(true);
    expect(reader.destroyed).toBe(false);
  });
});
