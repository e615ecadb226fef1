import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ApiError,
  type AuditPageView,
  type ConnectionTestView,
  CSRF_HEADER,
  type GeneratedApiTokenView,
  type SettingsView,
} from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';
import { Manager, postJson } from './system/manager';
import { sendRaw } from './system/raw-request';
import { MANAGER, Service, TOKEN } from './system/service';

const VIEWER = { email: 'viewer@example.com', password: MANAGER.password };
const UNKNOWN_ID = '01980000-0000-7000-8000-000000000000';

let database: TestDatabase;
let service: Service;
let manager: Manager;

beforeAll(async () => {
  database = await createEmptyDatabase();
  service = await Service.start({ DATABASE_URL: database.url });
  await query(
    `INSERT INTO managers (id, email, password_hash, role)
     SELECT gen_random_uuid(), '${VIEWER.email}', password_hash, 'view' FROM managers`,
  );
  manager = await Manager.signIn(service.url, MANAGER);
});

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

async function query(sql: string): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Whatever was thrown at it, the service answers the next one. */
async function expectAlive(): Promise<void> {
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
}

/** A refusal in our own words: a problem, and never a failure of ours. */
async function refusalOf(answer: Response): Promise<ApiError> {
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: expect.any(Number) as number });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return JSON.parse(text) as ApiError;
}

async function audited(action: string): Promise<AuditPageView['items']> {
  const answer = await manager.call('GET', `/api/admin/audit?action=${action}&limit=500`);
  return ((await answer.json()) as AuditPageView).items;
}

async function generateToken(): Promise<GeneratedApiTokenView> {
  const answer = await manager.send('POST', '/api/admin/tokens', { label: `Token ${Math.random()}` });
  return (await answer.json()) as GeneratedApiTokenView;
}

describe('credentials of a system that pulls', () => {
  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['are missing', () => ({})],
    ['are empty', () => ({ 'x-api-key': '' })],
    ['are wrong', () => ({ 'x-api-key': 'oi_wrong_wrong_wrong' })],
    ['are right but for one letter', () => ({ 'x-api-key': `${TOKEN}x` })],
    ['are in the wrong case', () => ({ 'x-api-key': TOKEN.toUpperCase() })],
    [
      'are given by another scheme',
      () => ({ authorization: `Basic ${Buffer.from(`x:${TOKEN}`).toString('base64')}` }),
    ],
    ['are a manager’s session', () => ({ cookie: manager.cookie })],
    ['are a manager’s session in place of a token', () => ({ 'x-api-key': manager.cookie.split('=')[1]! })],
    ['are as long as a book', () => ({ 'x-api-key': 'a'.repeat(8_000) })],
    [
      'were revoked',
      async () => {
        const { id, token } = await generateToken();
        await manager.call('DELETE', `/api/admin/tokens/${id}`);
        return { 'x-api-key': token };
      },
    ],
    [
      'have run out',
      async () => {
        const { id, token } = await generateToken();
        await query(`UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = '${id}'`);
        return { 'x-api-key': token };
      },
    ],
  ])('are refused when they %s', async (_, headersOf) => {
    const answer = await service.pull('', await headersOf());

    expect((await refusalOf(answer)).status).toBe(401);
  });

  it('are not taken from the address, where logs would keep them', async () => {
    for (const name of ['api_key', 'token', 'x-api-key', 'access_token']) {
      expect((await service.pull(`?${name}=${TOKEN}`, {})).status).toBe(401);
    }
  });

  it.each<[string, Record<string, string>]>([
    ['as a key', { 'x-api-key': TOKEN }],
    ['as a bearer token', { authorization: `Bearer ${TOKEN}` }],
    ['as a cookie', { cookie: `session=${TOKEN}` }],
  ])('open nothing of the control panel %s', async (_, headers) => {
    expect((await fetch(`${service.url}/api/admin/overview`, { headers })).status).toBe(401);
  });

  it('leave a trace in the audit log when they are wrong', async () => {
    expect((await audited('access.refused')).length).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  const overviewBy = (cookie: string) => fetch(`${service.url}/api/admin/overview`, { headers: { cookie } });

  it('that was ended opens nothing when its cookie is replayed', async () => {
    const other = await Manager.signIn(service.url, MANAGER);
    await other.call('DELETE', '/api/admin/session');

    expect((await overviewBy(other.cookie)).status).toBe(401);
  });

  it('that has run out opens nothing', async () => {
    const other = await Manager.signIn(service.url, VIEWER);
    await query(`UPDATE sessions SET expires_at = now() - interval '1 second'
                  WHERE manager_id = (SELECT id FROM managers WHERE email = '${VIEWER.email}')`);

    expect((await overviewBy(other.cookie)).status).toBe(401);
  });

  it('is never one that the browser brought along (fixation)', async () => {
    const [name] = manager.cookie.split('=');
    const planted = `${name}=${'A'.repeat(43)}`;

    const answer = await fetch(`${service.url}/api/admin/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: planted },
      body: JSON.stringify(MANAGER),
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).not.toContain('A'.repeat(43));
    expect((await overviewBy(planted)).status).toBe(401);
  });

  it.each(['', 'x', `${'\u0041'.repeat(5_000)}`, "' OR 1=1 --", '%00', '../../etc/passwd'])(
    'cannot be made up: %#',
    async (value) => {
      const [name] = manager.cookie.split('=');

      expect((await overviewBy(`${name}=${value}`)).status).toBe(401);
    },
  );
});

describe('a change in the name of a manager', () => {
  const CHANGES: [string, string, unknown][] = [
    ['PUT', '/api/admin/settings', { changes: { pushScope: 'stolen' } }],
    ['POST', '/api/admin/tokens', { label: 'Stolen' }],
    ['POST', '/api/admin/queue/requeue', { statuses: ['dead'] }],
    ['POST', '/api/admin/queue/purge', { olderThanDays: 30 }],
    ['POST', '/api/admin/backfills', { everything: true }],
    ['POST', '/api/admin/history-files', { scope: 'all' }],
    ['POST', '/api/admin/people/1207/erasure', { confirm: '1207' }],
    ['POST', '/api/admin/connections/oracle/test', {}],
    ['POST', '/api/admin/managers/invitations', { email: 'thief@example.com', role: 'manage' }],
    ['DELETE', '/api/admin/session', undefined],
  ];

  function sendAs(who: Manager, [method, path, body]: (typeof CHANGES)[number], csrf: string | undefined) {
    const headers: Record<string, string> = { cookie: who.cookie, origin: 'https://evil.example' };
    if (csrf !== undefined) headers[CSRF_HEADER] = csrf;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(`${service.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  it.each(CHANGES)('needs more than the cookie: %s %s', async (...change) => {
    const other = await Manager.signIn(service.url, VIEWER);

    for (const csrf of [undefined, '', 'x'.repeat(43), other.session.csrfToken]) {
      expect(await refusalOf(await sendAs(manager, change, csrf))).toMatchObject({
        status: 403,
        code: 'AUTH.CSRF_INVALID',
      });
    }
  });

  it.each(CHANGES.slice(0, -1))('is not for a role that only sees: %s %s', async (...change) => {
    const viewer = await Manager.signIn(service.url, VIEWER);

    const answer = await sendAs(viewer, change, viewer.session.csrfToken);

    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'AUTH.NOT_ALLOWED' });
  });

  it.each(['queue/requeue', 'queue/purge', 'logs/purge', 'people/1207/erasure', 'connections/oracle/test'])(
    'cannot be asked for by a link: %s',
    async (path) => {
      expect((await manager.call('GET', `/api/admin/${path}`)).status).toBe(404);
    },
  );
});

describe('more than a body may hold', () => {
  it.each<[string, string, object]>([
    ['POST', '/api/admin/tokens', { label: 'A', id: UNKNOWN_ID }],
    ['POST', '/api/admin/tokens', { label: 'A', tokenHash: 'x' }],
    ['POST', '/api/admin/backfills', { everything: true, requestedBy: 'somebody else' }],
    ['POST', '/api/admin/history-files', { scope: 'all', requestedBy: 'somebody else' }],
    ['POST', '/api/admin/history-files', { scope: 'all', courseIds: ['88; DROP TABLE history_files'] }],
    ['POST', '/api/admin/history-files', { scope: 'all', statuses: ['revoked'] }],
    ['POST', '/api/admin/queue/requeue', { statuses: ['dead'], isForced: true }],
    ['POST', '/api/admin/queue/requeue', { statuses: ['sent'] }],
    ['POST', '/api/admin/queue/purge', { olderThanDays: '30; DROP TABLE queue_items' }],
    ['POST', '/api/admin/queue/purge', { olderThanDays: { $gt: 0 } }],
    ['POST', '/api/admin/people/1207/erasure', { confirm: '1207', requestedBy: 'somebody else' }],
    ['POST', '/api/admin/people/1207/erasure', { confirm: ['1207'] }],
    ['POST', '/api/admin/managers/invitations', { email: 'a@example.com', role: 'owner' }],
    ['POST', '/api/admin/managers/invitations', { email: 'a@example.com', role: 'view', isDisabled: false }],
    ['PUT', '/api/admin/settings', { changes: { noSuchSetting: true } }],
    ['PUT', '/api/admin/settings', { changes: { pushBatchSize: 'many' } }],
    ['PUT', '/api/admin/settings', { changes: [] }],
    ['POST', '/api/admin/session', { ...MANAGER, role: 'manage' }],
    [
      'POST',
      '/api/admin/setup',
      { token: 'x', email: 'a@example.com', password: 'long enough to be one', role: 'manage' },
    ],
  ])('is refused: %s %s %j', async (method, path, body) => {
    expect((await refusalOf(await manager.send(method, path, body))).status).toBe(400);
  });

  it('takes the last of two members of one name, and checks that one', async () => {
    const answer = await fetch(`${service.url}/api/admin/queue/purge`, {
      method: 'POST',
      headers: {
        cookie: manager.cookie,
        [CSRF_HEADER]: manager.session.csrfToken,
        'content-type': 'application/json',
      },
      body: '{"olderThanDays":30,"olderThanDays":-1}',
    });

    expect((await refusalOf(answer)).status).toBe(400);
  });
});

describe('text that means something elsewhere', () => {
  const TEXTS = [
    `' OR '1'='1`,
    `'; DROP TABLE completion_records; --`,
    `1) UNION SELECT password_hash FROM managers --`,
    `%' ESCAPE '!`,
    '\\',
    '$1',
    '{{7*7}}${7*7}',
    '\r\nx-injected: yes',
    '../../../../etc/passwd',
    '\u202e',
    `${'a'.repeat(4_000)}!`,
  ].map(encodeURIComponent);
  /** What no UTF-8 is: half a character, a dot in disguise, a byte that never is. */
  const NO_TEXTS = ['%ED%A0%80', '%C0%AE%C0%AE%C0%AF', '%FF'];
  const PLACES: ((text: string) => string)[] = [
    (text) => `/api/admin/people?q=${text}`,
    (text) => `/api/admin/people?cursor=${text}`,
    (text) => `/api/admin/people/1?site=${text}`,
    (text) => `/api/admin/people/${text}`,
    (text) => `/api/admin/queue?q=${text}`,
    (text) => `/api/admin/queue?cursor=${text}`,
    (text) => `/api/admin/queue?status=${text}`,
    (text) => `/api/admin/queue/${text}`,
    (text) => `/api/admin/completions/${text}`,
    (text) => `/api/admin/audit?q=${text}`,
    (text) => `/api/admin/audit?cursor=${text}`,
    (text) => `/api/admin/audit?from=${text}`,
    (text) => `/api/admin/audit?actor=${text}`,
    (text) => `/api/admin/erasures?cursor=${text}`,
    (text) => `/api/admin/erasures/${text}`,
    (text) => `/api/admin/imports/${text}`,
    (text) => `/api/admin/backfills/${text}`,
    (text) => `/api/admin/history-files/${text}`,
    (text) => `/api/admin/history-files/${UNKNOWN_ID}/file?part=${text}`,
    (text) => `/api/admin/tokens?cursor=${text}`,
  ];

  it.each([...TEXTS, ...NO_TEXTS])('is taken for text, or refused: %s', async (text) => {
    for (const place of PLACES) {
      const path = place(text);
      const answer = await manager.call('GET', path);

      expect([path, answer.status < 500]).toEqual([path, true]);
      expect(answer.headers.has('x-injected')).toBe(false);
    }
    for (const parameter of ['since', 'cursor', 'limit', 'userid', 'courseid', 'status', 'acknowledged']) {
      const answer = await service.pull(`?${parameter}=${text}`);
      expect([parameter, (await refusalOf(answer)).status]).toEqual([parameter, 400]);
    }
    await expectAlive();
  });

  it('is no other cursor: one that was changed by a letter is refused', async () => {
    const { nextCursor } = (await (await service.pull('')).json()) as { nextCursor: string };
    const changes = [...nextCursor].map(
      (letter, index) =>
        `${nextCursor.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${nextCursor.slice(index + 1)}`,
    );

    const statuses = await Promise.all(
      changes.slice(0, -1).map(async (cursor) => (await service.pull(`?cursor=${cursor}`)).status),
    );

    expect(new Set(statuses)).toEqual(new Set([400]));
  });
});

describe('input that makes pattern matchers despair', () => {
  const LONG = 60_000;

  it.each<[string, () => Promise<Response>]>([
    [
      'an e-mail address',
      () => postJson(`${service.url}/api/admin/session`, { email: `${'a.'.repeat(LONG)}@`, password: 'x' }),
    ],
    [
      'an e-mail address of many domains',
      () => postJson(`${service.url}/api/admin/session`, { email: `a@${'a-'.repeat(LONG)}`, password: 'x' }),
    ],
    [
      'a set-up token',
      () =>
        postJson(`${service.url}/api/admin/setup`, {
          token: '-'.repeat(LONG),
          email: 'a@b.de',
          password: 'long enough to be one',
        }),
    ],
    ['a moment', () => manager.send('POST', '/api/admin/backfills', { from: `2026-${'0'.repeat(LONG)}` })],
    ['a label', () => manager.send('POST', '/api/admin/tokens', { label: ' '.repeat(LONG) })],
    [
      'addresses',
      () => manager.send('POST', '/api/admin/tokens', { label: 'A', allowedAddresses: ['1.'.repeat(LONG)] }),
    ],
    [
      'a setting that is an address',
      () =>
        manager.send('PUT', '/api/admin/settings', {
          changes: { pushBaseUrl: `https://${'a.'.repeat(LONG)}` },
        }),
    ],
    [
      'a certificate',
      () =>
        manager.send('PUT', '/api/admin/settings', {
          changes: { pushCaCertificate: `-----BEGIN ${'-'.repeat(LONG)}` },
        }),
    ],
    ['a moment in the address', () => service.pull(`?since=2026-01-01T${'0'.repeat(10_000)}`)],
    [
      'a content type',
      () =>
        fetch(`${service.url}/api/admin/session`, {
          method: 'POST',
          headers: { 'content-type': `application/json${'; a=b'.repeat(2_000)}x` },
          body: '{}',
        }),
    ],
  ])('is refused, and others are served: %s', async (_, send) => {
    await refusalOf(await send());

    await expectAlive();
  });
});

describe('an address of our own network as a target (SSRF)', () => {
  let inside: Server;
  let port: number;
  let visits = 0;

  beforeAll(async () => {
    inside = createServer((_request, response) => {
      visits += 1;
      response.end('{"access_token":"x","expires_in":60}');
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    ({ port } = inside.address() as AddressInfo);
  });

  afterAll(() => new Promise((resolve) => inside.close(resolve)));

  it.each([
    ['loopback', () => `http://127.0.0.1:${port}`],
    ['loopback by name, seen only when it is resolved', () => `http://localhost:${port}`],
    ['loopback in short', () => `http://127.1:${port}`],
    ['loopback as one number', () => `http://2130706433:${port}`],
    ['loopback in hexadecimal', () => `http://0x7f000001:${port}`],
    ['loopback of IPv6', () => `http://[::1]:${port}`],
    ['IPv4 within IPv6', () => `http://[::ffff:127.0.0.1]:${port}`],
    ['anything', () => `http://0.0.0.0:${port}`],
    ['the metadata of a cloud', () => 'http://169.254.169.254'],
    ['a private network', () => 'http://10.0.0.1'],
    ['a private network of IPv6', () => 'http://[fd00::1]'],
    ['a user name in front', () => `http://example.com@127.0.0.1:${port}`],
  ])('is never visited: %s', async (_, urlOf) => {
    const url = urlOf();
    const values = {
      pushBaseUrl: url,
      pushTokenUrl: `${url}/token`,
      pushClientId: 'a',
      pushClientSecret: 'b'.repeat(20),
      pushScope: 'c',
    };

    const answer = await manager.send('POST', '/api/admin/connections/oracle/test', { values });

    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) expect(((await answer.json()) as ConnectionTestView).ok).toBe(false);
    expect(visits).toBe(0);
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1',
    'javascript:alert(1)',
    'data:text/plain,x',
    '//example.com',
    'ftp://example.com',
  ])('is none of another kind: %s', async (url) => {
    for (const key of ['pushBaseUrl', 'pushTokenUrl', 'totaraDatabaseUrl']) {
      expect(
        (await refusalOf(await manager.send('PUT', '/api/admin/settings', { changes: { [key]: url } })))
          .status,
      ).toBe(400);
    }
  });

  it('leaves the settings as they were', async () => {
    const { settings } = (await (await manager.call('GET', '/api/admin/settings')).json()) as SettingsView;

    expect(settings['pushBaseUrl']?.value ?? null).toBeNull();
  });
});

describe('a sender who takes their time', () => {
  it('keeps nobody else waiting, and is answered when they come to an end', async () => {
    const half = `POST /api/admin/session HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{`;
    const slow = Array.from({ length: 200 }, () => sendRaw(service.url, `${half}}`));

    await expectAlive();

    for (const answer of await Promise.all(slow)) expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('guessing a password', () => {
  it('is slowed down, and is in the audit log', async () => {
    const guess = () =>
      postJson(`${service.url}/api/admin/session`, {
        email: 'victim@example.com',
        password: 'a guess of mine',
      });
    const statuses: number[] = [];
    for (let count = 0; count < 40 && !statuses.includes(429); count += 1)
      statuses.push((await guess()).status);

    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await audited('session.refused')).some(({ actor }) => actor.name === 'victim@example.com')).toBe(
      true,
    );
  });
});
