import { jest } from '@jest/globals';
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { waitUntil } from '@oracle-integration/testing';
import {
  type RunningServer,
  startHttpServer,
  startTcpServer,
  startTlsServer,
  UNUSED_PORT,
} from '../testing/http-server';
import { type CertificateWishes, selfSignedCertificate } from '../testing/self-signed-certificate';
import type { RemoteAnswer } from './remote-answer';
import { ANSWER_BYTES_MAX, TargetHttpClient, type TargetRequest } from './target-http.client';

describe('TargetHttpClient', () => {
  const client = new TargetHttpClient();
  let servers: RunningServer[] = [];

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
  });

  async function kept(starting: Promise<RunningServer>): Promise<RunningServer> {
    const running = await starting;
    servers.push(running);
    return running;
  }

  const server = (listener: RequestListener) => kept(startHttpServer(listener));
  const tcpServer = (onConnection: (socket: Socket) => void) => kept(startTcpServer(onConnection));

  function post(url: string, given: Partial<TargetRequest> = {}): Promise<RemoteAnswer> {
    const times = { timeoutMs: 60_000, idleTimeoutMs: 60_000 };
    return client.post({ url, headers: {}, body: '{}', allowPrivate: true, ...times, ...given });
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
      headers: expect.objectContaining({ 'retry-after': '7' }) as object,
      retryAfter: '7',
      body: '{"busy":true}',
      isCut: false,
    });
  });

  it('sends path, query, headers and body as they are', async () => {
    const body = '{"name":"María \\u2028","grade":85.0}';
    const { url } = await server((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(
          `${request.url} ${request.headers['idempotency-key']} ${Buffer.concat(chunks).toString()}`,
        ),
      );
    });

    const answer = await post(`${url}/a%20b?c=d%26e`, {
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k1' },
    });

    expect(answer).toMatchObject({ body: `/a%20b?c=d%26e k1 ${body}` });
  });

  it('does not parse an answer that looks like JSON', async () => {
    const { url } = await server((_request, response) => response.end('{"torn'));

    expect(await post(url)).toMatchObject({ kind: 'answer', body: '{"torn' });
  });

  it('uses connections again', async () => {
    const connections = new Set<Socket>();
    const { url } = await server((request, response) => {
      connections.add(request.socket);
      response.end();
    });

    for (let times = 0; times < 6; times += 1) await post(url);

    // One rests for a moment after its answer, while the next request takes the other; neither outlives a standstill.
    expect(connections.size).toBeLessThan(6);
  });

  it('uses a connection of its own when a new one is wished for', async () => {
    const connections = new Set<Socket>();
    const { url } = await server((request, response) => {
      connections.add(request.socket);
      response.end();
    });

    for (let times = 0; times < 2; times += 1) await post(url, { isNewConnection: true });

    expect(connections.size).toBe(2);
  });

  it('waits for the answer after an early hint', async () => {
    const { url } = await server((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(201).end('made');
    });

    expect(await post(url)).toMatchObject({ status: 201, body: 'made' });
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
      ['that a name leads to, over TLS', (port: number) => `https://localhost:${port}/`],
    ])('%s: nothing is sent, and it says which setting would allow it', async (_case, urlOf) => {
      const answer = await post(urlOf(local.port), { allowPrivate: false });

      expect(answer).toMatchObject({
        kind: 'not_reached',
        stage: 'address',
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

  describe('an answer that is too long', () => {
    it('is cut at the cap, and its connection destroyed', async () => {
      let isClosed = false;
      const { url } = await server((_request, response) => {
        response.on('close', () => (isClosed = true));
        const chunk = Buffer.alloc(1024 * 1024, 'x');
        const pour = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', pour);
        pour();
      });

      const answer = await post(url);

      expect(answer).toMatchObject({ kind: 'answer', status: 200, isCut: true });
      expect(answer.kind === 'answer' && answer.body.length).toBe(ANSWER_BYTES_MAX);
      await waitUntil(
        () => Promise.resolve(isClosed),
        (closed) => closed,
      );
    });

    it('is not one at exactly the cap', async () => {
      const { url } = await server((_request, response) => response.end(Buffer.alloc(ANSWER_BYTES_MAX, 'x')));

      expect(await post(url)).toMatchObject({ kind: 'answer', isCut: false });
    });

    it('is one though it is small while packed', async () => {
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
      const { url } = await server((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      );

      expect(await post(url)).toMatchObject({ kind: 'answer', isCut: true, body: '' });
    });
  });

  it('unpacks an answer that a proxy packed unasked', async () => {
    const { url } = await server((request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(`asked for ${request.headers['accept-encoding']}`)),
    );

    expect(await post(url)).toMatchObject({ kind: 'answer', body: 'asked for identity' });
  });

  it('takes an answer that is not packed as it says for none', async () => {
    const { url } = await server((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed'),
    );

    expect(await post(url)).toMatchObject({ kind: 'no_answer' });
  });

  describe('gives up in time', () => {
    const OUT_OF_TIME = { kind: 'no_answer', detail: 'no answer in time' };
    const TIMEOUT_MS = 25_000;
    const ALL_BUT_TIME_OUTS = [
      ...(['Date', 'hrtime', 'performance', 'nextTick', 'queueMicrotask'] as const),
      ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
    ];

    // What has a short time in truth may run out of it while it still connects.
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ALL_BUT_TIME_OUTS });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    const passTime = () => void jest.advanceTimersByTime(TIMEOUT_MS);

    it('a server that takes the request and never answers', async () => {
      const { url } = await server(passTime);

      expect(await post(url, { timeoutMs: TIMEOUT_MS })).toEqual(OUT_OF_TIME);
    });

    it('a server that drips its answer', async () => {
      const { url } = await server((_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => {
          response.write('.');
          jest.advanceTimersByTime(TIMEOUT_MS / 10);
        }, 20);
        response.on('close', () => clearInterval(drip));
      });

      expect(await post(url, { timeoutMs: TIMEOUT_MS })).toEqual(OUT_OF_TIME);
    });

    it.each([
      ['before the answer', () => undefined],
      ['amid the answer', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nbegun')],
    ])('a server that says nothing %s, long before the whole time is over', async (_case, onRequest) => {
      jest.useRealTimers();
      const { url } = await tcpServer((socket) => socket.once('data', () => onRequest(socket)));

      expect(await post(url, { timeoutMs: 150_000, idleTimeoutMs: 100 })).toEqual({
        kind: 'no_answer',
        detail: 'nothing of an answer for 0.1 s',
      });
    });

    it('a half-open connection: a peer that reads nothing any more after it has accepted', async () => {
      const { url } = await tcpServer((socket) =>
        socket.once('data', () => {
          socket.pause();
          passTime();
        }),
      );
      // More than the kernels of both sides keep for a peer that does not read.
      const body = 'x'.repeat(30_000_000);

      expect(await post(url, { body, timeoutMs: TIMEOUT_MS })).toEqual(OUT_OF_TIME);
    });

    it('a connection that falls silent after it has served; what follows takes another one', async () => {
      let closed = 0;
      const { url } = await tcpServer((socket) => {
        let requests = 0;
        socket.on('data', (bytes: Buffer) => {
          if (!bytes.toString('latin1').startsWith('POST')) return;
          requests += 1;
          if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
          else passTime();
        });
        socket.on('close', () => (closed += 1));
      });
      const kinds: string[] = [];

      // One connection may rest for a moment while a request takes another: each is silent at its second request.
      while (!(kinds.includes('no_answer') && kinds.at(-1) === 'answer') && kinds.length < 10)
        kinds.push((await post(url, { timeoutMs: TIMEOUT_MS })).kind);

      jest.useRealTimers();
      expect(kinds).toContain('no_answer');
      expect(kinds.at(-1)).toBe('answer');
      expect(
        await waitUntil(
          () => Promise.resolve(closed),
          (count) => count > 0,
        ),
      ).toBeGreaterThan(0);
    });

    it('a handshake that is never answered; nothing is sent later', async () => {
      jest.useRealTimers();
      const received: Buffer[] = [];
      const silent = await tcpServer((socket) => socket.on('data', (bytes: Buffer) => received.push(bytes)));

      const answer = await post(silent.url.replace('http:', 'https:'), { timeoutMs: 200 });

      expect(answer).toEqual({
        kind: 'not_reached',
        stage: 'connection',
        detail: `no connection to 127.0.0.1:${silent.port} in time`,
      });
      expect(Buffer.concat(received).toString('latin1')).not.toContain('POST');
    });
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

    expect(await post(url)).toMatchObject({
      kind: 'no_answer',
      detail: expect.stringContaining('the connection broke') as string,
    });
  });

  it('takes what is not HTTP for no answer', async () => {
    const { url } = await tcpServer((socket) => socket.once('data', () => socket.end('220 smtp ready\r\n')));

    expect(await post(url)).toMatchObject({
      kind: 'no_answer',
      detail: expect.stringContaining('not HTTP') as string,
    });
  });

  it.each([
    [
      'a port that nobody listens on',
      'connection',
      () => Promise.resolve(`http://127.0.0.1:${UNUSED_PORT}/`),
      /^nobody takes connections at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/,
    ],
    [
      'the same over TLS',
      'connection',
      () => Promise.resolve(`https://localhost:${UNUSED_PORT}/`),
      /^nobody takes connections at localhost:\d+ \(ECONNREFUSED\)$/,
    ],
    [
      'a name that nobody knows',
      'address',
      () => Promise.resolve('http://nobody.invalid/'),
      /nobody\.invalid/,
    ],
    [
      'a server that speaks no TLS',
      'tls',
      async () => (await server(() => undefined)).url.replace('http:', 'https:'),
      /does not speak TLS/,
    ],
    [
      'a server that hangs up during the handshake',
      'tls',
      async () => (await tcpServer((socket) => socket.destroy())).url.replace('http:', 'https:'),
      /breaks the connection off during the handshake/,
    ],
    ['an address that is none', 'address', () => Promise.resolve('http://'), /^the address is not a URL$/],
  ])('%s was not reached', async (_case, stage, urlOf, detail) => {
    const answer = await post(await urlOf());

    expect(answer).toEqual({
      kind: 'not_reached',
      stage,
      detail: expect.stringMatching(detail) as string,
    });
  });

  describe('over TLS', () => {
    async function secured(wishes?: CertificateWishes) {
      const certificate = selfSignedCertificate(wishes);
      const running = await kept(
        startTlsServer(certificate, (_request, response) => response.end('secured')),
      );
      return { ...running, caCertificate: certificate.cert };
    }

    it('trusts no certificate that nobody vouches for', async () => {
      const { url } = await secured();

      expect(await post(url)).toEqual({
        kind: 'not_reached',
        stage: 'tls',
        detail: 'the certificate of 127.0.0.1 is not trusted: self-signed certificate',
      });
    });

    it('trusts a certificate that the settings name', async () => {
      const { url, caCertificate } = await secured();

      expect(await post(url, { caCertificate })).toMatchObject({ kind: 'answer', body: 'secured' });
    });

    it('trusts it by name too, and among several', async () => {
      const { port, caCertificate } = await secured();
      const certificates = selfSignedCertificate().cert + caCertificate;

      const answer = await post(`https://localhost:${port}/`, { caCertificate: certificates });

      expect(answer).toMatchObject({ kind: 'answer', body: 'secured' });
    });

    it('does not lend the trust of one setting to another', async () => {
      const { url, caCertificate } = await secured();
      await post(url, { caCertificate });

      expect(await post(url)).toMatchObject({ kind: 'not_reached', stage: 'tls' });
    });

    it.each([
      ['that has expired', { validTo: new Date('2021-01-01T00:00:00Z') }, 'has expired'],
      ['of another server', { names: ['oracle.example.com'] }, 'is for another name'],
    ])('refuses a trusted certificate %s', async (_case, wishes, words) => {
      const { url, caCertificate } = await secured(wishes);

      expect(await post(url, { caCertificate })).toEqual({
        kind: 'not_reached',
        stage: 'tls',
        detail: `the certificate of 127.0.0.1 ${words}`,
      });
    });
  });
});
