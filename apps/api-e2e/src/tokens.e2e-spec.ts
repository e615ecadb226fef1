import type { ApiError, ApiTokenListView, GeneratedApiTokenView } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { Manager } from './system/manager';
import { MANAGER, Service } from './system/service';

/** A revoked token counts as a wrong one, and is asked for again and again until each process has heard of it. */
const PROXY = { TRUST_PROXY: '127.0.0.1', PULL_WRONG_TOKENS_PER_MINUTE: '100000' };

let database: TestDatabase;
let services: Service[];
let manager: Manager;

beforeAll(async () => {
  database = await createEmptyDatabase();
  services = [
    await Service.start({ DATABASE_URL: database.url, ...PROXY }),
    await Service.start({ DATABASE_URL: database.url, ...PROXY }),
  ];
  manager = await Manager.signIn(services[0]!.url, MANAGER);
});

afterAll(async () => {
  await Promise.all((services ?? []).map((service) => service.stop()));
  await database?.drop();
});

async function generate(body: object): Promise<GeneratedApiTokenView> {
  const answer = await manager.send('POST', '/api/admin/tokens', body);
  expect(answer.status).toBe(201);
  return (await answer.json()) as GeneratedApiTokenView;
}

async function listed(): Promise<ApiTokenListView['items']> {
  const answer = await manager.call('GET', '/api/admin/tokens');
  return ((await answer.json()) as ApiTokenListView).items;
}

/** The status that each process answers to the token. */
const statuses = (token: string, headers: Record<string, string> = {}) =>
  Promise.all(
    (services ?? []).map(async (each) => (await each.pull('', { 'x-api-key': token, ...headers })).status),
  );

async function roleOfManager(role: string): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('UPDATE managers SET role = $1', [role]);
  await client.end();
}

describe('an API token', () => {
  it('is shown once, works in every process, and is listed by its beginning', async () => {
    const { token, id, hint } = await generate({ label: 'Payroll export' });

    expect(await statuses(token)).toEqual([200, 200]);
    const list = await listed();
    expect(list.find((each) => each.id === id)).toMatchObject({ label: 'Payroll export', hint });
    expect(token.startsWith(`${hint}_`)).toBe(true);
    expect(JSON.stringify(list)).not.toContain(token);
  });

  it('is listed with when and from where it was used', async () => {
    const { token, id } = await generate({ label: 'Used' });
    await statuses(token, { 'x-forwarded-for': '203.0.113.9' });

    const used = await waitUntil(
      async () => (await listed()).find((each) => each.id === id)!,
      ({ lastUsedAt }) => lastUsedAt !== null,
    );
    expect(used.lastUsedFrom).toBe('203.0.113.9');
  });

  it('opens nothing any more once it is revoked, in any process', async () => {
    const { token, id } = await generate({ label: 'Leaked' });
    expect(await statuses(token)).toEqual([200, 200]);

    expect((await manager.call('DELETE', `/api/admin/tokens/${id}`)).status).toBe(204);

    expect((await services[0]!.pull('', { 'x-api-key': token })).status).toBe(401);
    await waitUntil(
      () => statuses(token),
      (answers) => answers.every((status) => status === 401),
    );
    const problem = (await (await services[1]!.pull('', { 'x-api-key': token })).json()) as ApiError;
    expect(problem).toMatchObject({ status: 401, code: 'AUTH.TOKEN_REVOKED' });
  });

  it('is replaced with an overlap, in which both are taken', async () => {
    const old = await generate({ label: 'Rotated' });

    const fresh = await generate({ replaces: old.id, overlapHours: 24 });

    expect(await statuses(old.token)).toEqual([200, 200]);
    expect(await statuses(fresh.token)).toEqual([200, 200]);
    expect(fresh.consumer).toEqual(old.consumer);
  });

  it('is taken only from its addresses, behind a trusted proxy too', async () => {
    const { token } = await generate({
      label: 'At home',
      allowedAddresses: ['203.0.113.0/24', '2001:db8::/32'],
    });
    const from = (address: string) => statuses(token, { 'x-forwarded-for': address });

    expect(await from('203.0.113.9')).toEqual([200, 200]);
    expect(await from('2001:db8::9')).toEqual([200, 200]);
    expect(await from('198.51.100.1')).toEqual([403, 403]);
    expect(await statuses(token)).toEqual([403, 403]);
  });

  it('needs the scope read to read', async () => {
    const { token } = await generate({ label: 'Only acknowledges', scopes: ['ack'] });

    const answer = await services[0]!.pull('', { 'x-api-key': token });

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'AUTH.TOKEN_SCOPE_MISSING' });
  });

  it.each([
    ['label', { label: '' }],
    ['label', { label: 'x'.repeat(101) }],
    ['label', { label: 'two\nlines' }],
    ['label', { label: 'no\u0000byte' }],
    ['label', { label: 7 }],
    ['consumer', { consumer: ' ' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['write'] }],
    ['scopes', { scopes: 'read' }],
    ['allowedAddresses', { allowedAddresses: ['localhost'] }],
    ['allowedAddresses', { allowedAddresses: ['203.0.113.0/33'] }],
    ['allowedAddresses', { allowedAddresses: Array.from({ length: 51 }, (_, last) => `203.0.113.${last}`) }],
    ['expiresAt', { expiresAt: 'tomorrow' }],
    ['expiresAt', { expiresAt: '2020-01-01' }],
    ['replaces', { replaces: 'me' }],
    ['overlapHours', { replaces: '0198c0de-0000-7000-8000-000000000000' }],
    ['overlapHours', { replaces: '0198c0de-0000-7000-8000-000000000000', overlapHours: 721 }],
    ['colour', { colour: 'red' }],
  ])('is refused by the name of what is wrong: %s in %j', async (field, body) => {
    const answer = await manager.send('POST', '/api/admin/tokens', body);

    expect(answer.status).toBe(400);
    const problem = (await answer.json()) as ApiError;
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect(problem.detail).toContain(field);
  });

  it('says so when there is none of that id', async () => {
    const answer = await manager.call('DELETE', '/api/admin/tokens/0198c0de-0000-7000-8000-000000000000');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'AUTH.TOKEN_NOT_FOUND' });
  });

  it('is the business of the role manage alone', async () => {
    await roleOfManager('view');
    const answers = await Promise.all([
      manager.call('GET', '/api/admin/tokens'),
      manager.send('POST', '/api/admin/tokens', { label: 'Not allowed' }),
      manager.call('DELETE', '/api/admin/tokens/0198c0de-0000-7000-8000-000000000000'),
    ]);
    await roleOfManager('manage');

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});

describe('rate limits', () => {
  it('count over processes, tell how they stand, and answer 429 with when to come back', async () => {
    const limits = { DATABASE_URL: database.url, PULL_RATE_PER_MINUTE: '5' };
    const limited = [await Service.start(limits), await Service.start(limits)];
    const { token } = await generate({ label: 'Eager' });
    const answers: Response[] = [];

    for (let request = 0; request < 8; request += 1)
      answers.push(await limited[request % 2]!.pull('', { 'x-api-key': token }));
    await Promise.all(limited.map((service) => service.stop()));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(answers[0]!.headers.get('ratelimit-policy')).toMatch(/^"token";q=5;w=60/);
    expect(answers[0]!.headers.get('ratelimit')).toMatch(/^"token";r=4;t=\d+/);
    const refused = answers.at(-1)!;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'AUTH.TOKEN_RATE_EXCEEDED' });
  });

  it('slow down wrong tokens by their address', async () => {
    const slowing = await Service.start({
      DATABASE_URL: database.url,
      ...PROXY,
      PULL_WRONG_TOKENS_PER_MINUTE: '2',
    });
    const { token } = await generate({ label: 'Right' });
    const ask = (key: string) => slowing.pull('', { 'x-api-key': key, 'x-forwarded-for': '203.0.113.66' });

    const wrong = [await ask('wrong-1'), await ask('wrong-2'), await ask('wrong-3')];
    const right = await ask(token);
    await slowing.stop();

    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 429]);
    expect(Number(wrong[2]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(right.status).toBe(200);
  });
});
