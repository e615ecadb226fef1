import type { ApiError } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { announceBody, sendRaw } from './system/raw-request';
import { Service, TOKEN } from './system/service';

const HOST = 'host: service.example';
/** What a stranger could look weaknesses up by. */
const GIVEAWAYS = /fastify|FST_|nestjs|node_modules|\.js:\d|\bat \w+ \(/i;

let database: TestDatabase;
let service: Service;

beforeAll(async () => {
  database = await createEmptyDatabase();
  service = await Service.start({ DATABASE_URL: database.url });
});

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

describe('every answer', () => {
  it.each([
    ['the control panel', '/'],
    ['a file of the control panel', '/color-scheme.js'],
    ['the Pull API', '/api/v1/completions'],
    ['a refusal', '/api/admin/overview'],
    ['an address where nothing is', '/api/nothing'],
  ])('tells browsers to be careful: %s', async (_, path) => {
    const { headers } = await fetch(`${service.url}${path}`);

    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toMatch(/camera=\(\)/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('server')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('may be kept by nobody when it is the API’s', async () => {
    const answer = await fetch(`${service.url}/api/admin/session`);

    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('holds browsers to HTTPS only where HTTPS is', async () => {
    const behindProxy = await Service.start({ DATABASE_URL: database.url, TRUST_PROXY: '1' });
    const health = (protocol: string) =>
      fetch(`${behindProxy.url}/health/live`, { headers: { 'x-forwarded-proto': protocol } });

    const secure = await health('https');
    const plain = await health('http');
    await behindProxy.stop();

    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
    expect(plain.headers.has('strict-transport-security')).toBe(false);
  });
});

describe('the page of the control panel', () => {
  it('bears the number of its own policy, another one each time', async () => {
    const nonces = await Promise.all(
      ['/', '/queue'].map(async (path) => {
        const answer = await fetch(`${service.url}${path}`);
        const policy = answer.headers.get('content-security-policy')!;
        const [, nonce] = (await answer.text()).match(/nonce="([0-9a-f]{32})"/)!;
        expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
        return nonce;
      }),
    );

    expect(new Set(nonces).size).toBe(2);
  });

  it('has its files compressed and kept for ever', async () => {
    const page = await (await fetch(service.url)).text();
    const [script] = page.match(/\/assets\/[\w-]+\.js/)!;

    const answer = await fetch(`${service.url}${script}`, { headers: { 'accept-encoding': 'br' } });

    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect((await fetch(`${service.url}${script}.br`)).status).toBe(404);
  });
});

describe('a request that is none', () => {
  const POST = `POST /api/admin/session HTTP/1.1\r\n${HOST}\r\nconnection: close\r\ncontent-type: application/json\r\n`;

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['headers of 20 kB', `GET / HTTP/1.1\r\n${HOST}\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['a line break within a header', `GET / HTTP/1.1\r\n${HOST}\r\nx-a: a\rb\r\n\r\n`, 400],
    ['two lengths', `${POST}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, 400],
    ['a length and chunks', `${POST}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`, 400],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n', 400],
    ['a method that nobody knows', `FOO / HTTP/1.1\r\n${HOST}\r\n\r\n`, 400],
    ['a broken escape', `GET /api/v1/% HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`, 400],
    ['a NUL', `GET /api/v1/completions?since=%00 HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`, 400],
    ['a way up', `GET /assets/../../../package.json HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`, 404],
    [
      'a way up in disguise',
      `GET /assets/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`,
      404,
    ],
    [
      'a way up by backslash',
      `GET /..%5c..%5cpackage.json HTTP/1.1\r\n${HOST}\r\nconnection: close\r\n\r\n`,
      404,
    ],
  ])('is refused in a few plain words: %s', async (_, bytes, status) => {
    const answer = await sendRaw(service.url, bytes);

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toMatch(GIVEAWAYS);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  });
});

describe('a body that cannot be taken', () => {
  const send = (body: string, type = 'application/json') =>
    fetch(`${service.url}/api/admin/session`, { method: 'POST', headers: { 'content-type': type }, body });
  async function expectRefusal(answer: Response, status: number): Promise<void> {
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect((JSON.parse(text) as ApiError).requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(text).not.toMatch(GIVEAWAYS);
  }

  it.each([
    ['is broken', '{"email":', 400],
    ['is empty', '', 400],
    ['nests a hundred thousand levels', '['.repeat(100_000), 400],
    ['nests too deeply in a place that nobody reads', `{"email":${'['.repeat(40)}${']'.repeat(40)}}`, 400],
    ['reaches for the prototype', '{"__proto__":{"role":"manage"}}', 400],
    ['reaches for the constructor', '{"constructor":{"prototype":{"role":"manage"}}}', 400],
    ['holds a NUL', '{"email":"a\\u0000@example.com","password":"long enough to be one"}', 400],
    ['holds half a character', '{"email":"\\ud800@example.com","password":"long enough to be one"}', 400],
    ['is a list', '[]', 400],
    ['is a number', '7', 400],
    ['is null', 'null', 400],
  ])('is refused when it %s', async (_, body, status) => {
    await expectRefusal(await send(body), status);
  });

  it('is refused when it is larger than two megabytes, before it has come', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await announceBody(`${service.url}/api/admin/session`, {
      bytes: 2 * 1024 * 1024 + 1,
      headers,
    });

    await expectRefusal(answer, 413);
  });

  it.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'text/html',
  ])('is refused when a form of another site could have sent it: %s', async (type) => {
    expect((await send('{"email":"a@example.com","password":"long enough"}', type)).status).toBe(415);
  });
});

describe('health', () => {
  it('tells strangers nothing but whether', async () => {
    const answer = await fetch(`${service.url}/health/ready`, { headers: { 'x-api-key': TOKEN } });

    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });
});
