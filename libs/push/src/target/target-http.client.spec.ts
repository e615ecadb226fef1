import { HttpService } from '@nestjs/axios';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { type RunningServer, startHttpServer, unusedPort } from '../testing/http-server';
import type { RemoteAnswer } from './remote-answer';
import { TargetHttpClient, type TargetRequest } from './target-http.client';

describe('TargetHttpClient', () => {
  const client = new TargetHttpClient(new HttpService());
  let servers: RunningServer[] = [];

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  async function server(listener: RequestListener): Promise<RunningServer> {
    const running = await startHttpServer(listener);
    servers.push(running);
    return running;
  }

  function post(url: string, given: Partial<TargetRequest> = {}): Promise<RemoteAnswer> {
    return client.post({ url, headers: {}, body: '{}', allowPrivate: true, timeoutMs: 5_000, ...given });
  }

  it('hands on status, content type, Retry-After and body of any answer', async () => {
    const { url } = await server((_request, response) => {
      response
        .writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' })
        .end('{"busy":true}');
    });

    const answer = await post(url);

    expect(answer).toEqual({
      kind: 'answer',
      status: 503,
      contentType: 'application/json',
      retryAfter: '7',
      body: '{"busy":true}',
    });
  });

  it('sends headers and body as they are', async () => {
    const body = '{"name":"María \\u2028","grade":85.0}';
    const { url } = await server((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(`${request.headers['idempotency-key']} ${Buffer.concat(chunks).toString()}`),
      );
    });

    const answer = await post(url, {
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k1' },
    });

    expect(answer).toMatchObject({ body: `k1 ${body}` });
  });

  it('does not parse an answer that looks like JSON', async () => {
    const { url } = await server((_request, response) => response.end('{"torn'));

    expect(await post(url)).toMatchObject({ kind: 'answer', body: '{"torn' });
  });

  it('follows no redirect: it would carry the token elsewhere', async () => {
    let isFollowed = false;
    const elsewhere = await server((_request, response) => {
      isFollowed = true;
      response.end();
    });
    const { url } = await server((_request, response) =>
      response.writeHead(307, { location: elsewhere.url }).end(),
    );

    const answer = await post(url);

    expect(answer).toMatchObject({ kind: 'answer', status: 307 });
    expect(isFollowed).toBe(false);
  });

  describe('towards a private address that is not allowed', () => {
    let requests = 0;
    let local: RunningServer;

    beforeEach(async () => {
      requests = 0;
      local = await server((_request, response) => {
        requests += 1;
        response.end();
      });
    });

    it.each([
      ['written out', (port: number) => `http://127.0.0.1:${port}/`],
      ['written as a number', (port: number) => `http://2130706433:${port}/`],
      ['mapped into IPv6', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
      ['that a name leads to', (port: number) => `http://localhost:${port}/`],
    ])('%s: nothing is sent, and it says which setting would allow it', async (_case, urlOf) => {
      const answer = await post(urlOf(local.port), { allowPrivate: false });

      expect(answer).toMatchObject({
        kind: 'not_reached',
        detail: expect.stringContaining('PUSH_ALLOW_PRIVATE_TARGETS') as string,
      });
      expect(requests).toBe(0);
    });

    it('is refused though a connection that was allowed is still open', async () => {
      await post(`http://localhost:${local.port}/`);

      const answer = await post(`http://localhost:${local.port}/`, { allowPrivate: false });

      expect(answer.kind).toBe('not_reached');
      expect(requests).toBe(1);
    });

    it('is reached when it is allowed', async () => {
      expect(await post(`http://localhost:${local.port}/`)).toMatchObject({ kind: 'answer', status: 200 });
    });
  });

  it('reads no more of an answer than the cap', async () => {
    const { url } = await server((_request, response) => response.end(Buffer.alloc(11 * 1024 * 1024, 'x')));

    expect(await post(url)).toMatchObject({
      kind: 'no_answer',
      detail: expect.stringContaining('maxContentLength') as string,
    });
  });

  it('reads no more than the cap of an answer that is small only while packed', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const { url } = await server((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );

    expect(await post(url)).toMatchObject({ kind: 'no_answer' });
  });

  it('gives up a server that takes the request and never answers, in time', async () => {
    const { url } = await server(() => undefined);
    const startedAt = Date.now();

    const answer = await post(url, { timeoutMs: 200 });

    expect(answer).toEqual({ kind: 'no_answer', detail: 'no answer in time' });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('gives up a server that drips its answer, in time', async () => {
    const { url } = await server((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });

    expect(await post(url, { timeoutMs: 200 })).toEqual({ kind: 'no_answer', detail: 'no answer in time' });
  });

  it.each([
    ['of known length', { 'content-length': '100' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('takes a body %s that is cut off for no answer', async (_case, headers) => {
    const { url } = await server((_request, response) => {
      response.writeHead(200, headers);
      response.write('{"items":[', () => response.destroy());
    });

    expect(await post(url)).toMatchObject({ kind: 'no_answer' });
  });

  it('takes a connection cut before the answer for no answer: Oracle may have recorded it', async () => {
    const { url } = await server((request) => request.socket.destroy());

    expect(await post(url)).toMatchObject({ kind: 'no_answer' });
  });

  it.each([
    ['a port that nobody listens on', async () => `http://127.0.0.1:${await unusedPort()}/`, /ECONNREFUSED/],
    ['a name that nobody knows', () => Promise.resolve('http://nobody.invalid/'), /nobody\.invalid/],
    [
      'a server that speaks no TLS',
      async () => (await server(() => undefined)).url.replace('http:', 'https:'),
      /./,
    ],
  ])('%s was not reached', async (_case, urlOf, detail) => {
    const answer = await post(await urlOf(), { allowPrivate: true });

    expect(answer).toEqual({ kind: 'not_reached', detail: expect.stringMatching(detail) as string });
  });

  it.each([true, false])(
    'an address that is none was not reached (private targets allowed: %s)',
    async (allowPrivate) => {
      const answer = await post('http://', { allowPrivate });

      expect(answer).toEqual({ kind: 'not_reached', detail: 'the address is not a URL' });
    },
  );
});
