import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { ClosingServer } from './closing-server';

/** Longer than a test may last: what waits for it fails. */
const NEVER_MS = 2_000_000;

describe('ClosingServer', () => {
  let server: Server;
  let closing: ClosingServer;
  let clients: Socket[];

  beforeEach(async () => {
    clients = [];
    server = createServer();
    closing = new ClosingServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    for (const client of clients) client.destroy();
    server.closeAllConnections();
  });

  const close = () =>
    new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));

  async function connected(): Promise<Socket> {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    clients.push(client);
    await Promise.all([once(client, 'connect'), once(server, 'connection')]);
    return client;
  }

  /** Asks, and answers what the server is to answer with. */
  async function asked(client: Socket): Promise<ServerResponse> {
    client.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    return response;
  }

  it('does not wait for a client that has asked nothing', async () => {
    const client = await connected();

    await closing.closeBy(close, NEVER_MS);

    expect(await isEnded(client)).toBe(true);
  });

  it('does not wait for one that was answered and keeps its connection', async () => {
    const client = await connected();
    (await asked(client)).end('first');
    await once(client, 'data');

    await closing.closeBy(close, NEVER_MS);

    expect(await isEnded(client)).toBe(true);
  });

  it('ends an answer that is under way, and then all connections', async () => {
    const idle = await connected();
    const client = await connected();
    const response = await asked(client);
    const text = read(client);
    const closed = closing.closeBy(close, NEVER_MS);
    response.write('the beginning, ');
    // Several looks later.
    await new Promise((resolve) => setTimeout(resolve, 200));
    response.end('the end');

    await closed;

    expect(await text).toMatch(/the beginning, [^]*the end/);
    expect(await isEnded(idle)).toBe(true);
  });

  it('cuts off an answer that does not come to its end', async () => {
    const client = await connected();
    const response = await asked(client);
    response.write('the beginning');

    await closing.closeBy(close, 100);

    expect(await isEnded(client)).toBe(true);
  });
});

/** Waits until the connection is gone, in whatever way. */
async function isEnded(client: Socket): Promise<boolean> {
  client.on('error', () => undefined).resume();
  if (!client.closed) await once(client, 'close');
  return client.closed;
}

async function read(client: Socket): Promise<string> {
  let text = '';
  for await (const chunk of client) text += String(chunk);
  return text;
}
