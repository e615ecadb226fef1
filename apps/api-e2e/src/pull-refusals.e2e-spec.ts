import type { ApiError } from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { Service, TOKEN } from './system/service';

/** What every refusal must carry. */
async function problemOf(answer: Response): Promise<ApiError> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await answer.json()) as ApiError;
  expect(problem).toMatchObject({
    type: expect.any(String) as string,
    title: expect.any(String) as string,
    status: answer.status,
    detail: expect.any(String) as string,
    code: expect.stringMatching(/^[A-Z]+\.[A-Z0-9_]+$/) as string,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  return problem;
}

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

describe('the Pull API of an empty ledger', () => {
  it('answers an empty page with a cursor that goes on working', async () => {
    const first = (await (await service.pull('')).json()) as { nextCursor: string };

    const next = await service.pull(`?cursor=${first.nextCursor}`);

    expect(first).toMatchObject({
      items: [],
      hasMore: false,
      nextCursor: expect.stringMatching(/^[\w-]+$/) as string,
    });
    expect(next.status).toBe(200);
    expect(next.headers.get('content-type')).toMatch(/^application\/json/);
    expect(next.headers.get('cache-control')).toBe('private, no-cache');
  });

  it.each(['2026-02-01', '2026-02-01T00:00:00Z', '2026-02-01T00:00:00%2B02:00', '1769954591', '0'])(
    'takes since=%s',
    async (since) => {
      expect((await service.pull(`?since=${since}`)).status).toBe(200);
    },
  );

  it.each([
    ['since', 'since=yesterday'],
    ['since', 'since=2026-13-01'],
    ['since', 'since=1769954591123'],
    ['since', 'since='],
    ['since', 'since=2026-01-01&since=2026-01-02'],
    ['limit', 'limit=0'],
    ['limit', 'limit=1001'],
    ['limit', 'limit=ten'],
    ['limit', 'limit=1.5'],
    ['limit', 'limit=5&limit=6'],
    ['courseid', 'courseid=x'],
    ['courseid', 'courseid=5&courseid=-1'],
    ['userid', 'userid=0'],
    ['status', 'status=done'],
    ['status', 'status=complete&status=COMPLETE'],
    ['cursor', 'cursor=not-a-cursor'],
    ['cursor', 'cursor=a&cursor=b'],
    ['page', 'page=2'],
    ['limitt', 'limitt=10'],
  ])('refuses a bad %s by its name: ?%s', async (parameter, query) => {
    const answer = await service.pull(`?${query}`);

    const problem = await problemOf(answer);
    expect(problem.status).toBe(400);
    expect(problem.detail).toContain(parameter);
    expect(problem.errors?.map(({ field }) => field)).toContain(parameter);
  });

  it('names every bad parameter at once', async () => {
    const problem = await problemOf(await service.pull('?limit=0&status=done&since=never'));

    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['limit', 'since', 'status']);
  });

  it('refuses a cursor under other filters than those that gave it', async () => {
    const { nextCursor } = (await (await service.pull('?courseid=5')).json()) as { nextCursor: string };

    const problem = await problemOf(await service.pull(`?cursor=${nextCursor}&courseid=6`));

    expect(problem).toMatchObject({ status: 400, code: 'PULL.CURSOR_OF_OTHER_FILTERS' });
  });

  it.each([
    ['no token', {}, 'AUTH.TOKEN_MISSING'],
    ['a wrong key', { 'x-api-key': 'oi_wrong_wrong_wrong' }, 'AUTH.TOKEN_UNKNOWN'],
    ['a wrong bearer token', { authorization: 'Bearer wrong' }, 'AUTH.TOKEN_UNKNOWN'],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 'AUTH.TOKEN_MISSING'],
  ])('answers 401 for %s', async (_, headers: Record<string, string>, code) => {
    const answer = await service.pull('', headers);

    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await problemOf(answer)).toMatchObject({ status: 401, code });
  });

  it('takes the token as a bearer token too', async () => {
    expect((await service.pull('', { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it('asks for the token before it looks at the parameters', async () => {
    expect((await service.pull('?limit=0', {})).status).toBe(401);
  });
});

describe('an address where nothing is', () => {
  it.each(['/api', '/api/v1', '/api/v1/nothing', '/api/admin/nothing', '/health/nothing'])(
    'answers 404 as problem+json: %s',
    async (path) => {
      const problem = await problemOf(await fetch(`${service.url}${path}`));

      expect(problem.status).toBe(404);
      expect(problem.detail).toContain(path);
    },
  );

  it('answers 404 as problem+json to a method that the address does not know', async () => {
    const answer = await fetch(`${service.url}/api/v1/completions`, { method: 'PATCH' });

    expect(await problemOf(answer)).toMatchObject({ status: 404 });
  });

  it.each(['/', '/queue', '/settings/oracle?tab=push', '/apiary'])(
    'is the control panel’s own business: %s',
    async (path) => {
      const answer = await fetch(`${service.url}${path}`);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await answer.text()).toMatch(/<div id="root">/);
    },
  );
});

describe('health', () => {
  it.each(['/health/live', '/health/ready'])('is answered without a token: %s', async (path) => {
    const answer = await fetch(`${service.url}${path}`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });
});

describe('a Pull API that is switched off', () => {
  it.each([
    ['the Pull API', { PULL_ENABLED: 'false' }, /Pull API is switched off/],
    ['the whole integration', { INTEGRATION_ENABLED: 'false' }, /integration is switched off/],
  ])('answers 503 and says that %s is', async (_, environment: Record<string, string>, words) => {
    const off = await Service.start({ DATABASE_URL: database.url, ...environment });

    const answer = await off.pull('');
    await off.stop();

    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ status: 503, code: 'PULL.DISABLED' });
    expect(problem.detail).toMatch(words);
  });
});
