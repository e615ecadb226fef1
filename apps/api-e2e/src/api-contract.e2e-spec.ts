import { createEmptyDatabase, type TestDatabase, waitUntil } from '@oracle-integration/testing';
import type { CompletionPageView } from '@oracle-integration/contracts';
import fc from 'fast-check';
import { Manager } from './system/manager';
import { announceBody } from './system/raw-request';
import { MANAGER, Service, TOKEN } from './system/service';
import { ApiContract, type Endpoint } from './testing/api-contract';
import { almost, hostileJson, hostileQuery, hostileText } from './testing/hostile-values';
import { message, signed, WEBHOOK_SECRET } from './testing/webhook-sender';

const KEY = { 'x-api-key': TOKEN };
const COMPLETIONS = '/api/v1/completions';
const ACK = `${COMPLETIONS}/ack`;
const EVENTS = '/api/v1/totara/events';
/** Enough to have found every fault that was put in on trial; each run is one request. */
const RUNS = 200;

let database: TestDatabase;
let service: Service;
let switchedOff: Service;
let contract: ApiContract;

beforeAll(async () => {
  database = await createEmptyDatabase();
  const variables = { DATABASE_URL: database.url, PULL_WRONG_TOKENS_PER_MINUTE: '100000' };
  service = await Service.start({ ...variables, TOTARA_WEBHOOK_SECRET: WEBHOOK_SECRET });
  switchedOff = await Service.start({ ...variables, INTEGRATION_ENABLED: 'false' });
  contract = await ApiContract.of(service.url);
  await sendCompletions();
  await waitUntil(
    () => pulled(),
    ({ items }) => items.length === 3,
  );
});

afterAll(async () => {
  await service?.stop();
  await switchedOff?.stop();
  await database?.drop();
});

interface Call {
  path: string;
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  /** So many bytes are said to follow, in place of a body. */
  announced?: number;
  of?: Service;
}

/** Calls, and answers the status, with the fault when the answer is not what the document says. */
async function call({ path, method = 'GET', query = '', headers = {}, body, announced, of = service }: Call) {
  const url = `${of.url}${path}${query && '?'}${query}`;
  const answer =
    announced === undefined
      ? await fetch(url, { method, headers, body })
      : await announceBody(url, { bytes: announced, headers });
  const { status } = answer;
  return { status, differences: await contract.differences(method, path, answer) };
}

const pulled = async (query = '') => (await (await service.pull(query)).json()) as CompletionPageView;

/** Of every kind that differs in shape. */
async function sendCompletions(): Promise<void> {
  const body = message([
    {
      userId: 1,
      courseId: 88,
      timecompleted: '2026-02-01T14:03:11Z',
      grade: { value: 85, max: 100, percent: 85 },
    },
    { userId: 2, courseId: 88, status: 'inprogress', user: { username: 'mlopez', firstname: 'María' } },
    { userId: 3, courseId: 89, status: 'completeviarpl', rpl: 'Diploma', timecompleted: 1769954591 },
  ]);
  const answer = await call({ path: EVENTS, method: 'POST', headers: signed(body), body });
  expect(answer).toEqual({ status: 202, differences: [] });
}

async function tokenWith(request: object): Promise<Record<string, string>> {
  const manager = await Manager.signIn(service.url, MANAGER);
  const answer = await manager.send('POST', '/api/admin/tokens', request);
  return { 'x-api-key': ((await answer.json()) as { token: string }).token };
}

/** A call for each answer that can be had without breaking the service. */
async function provoked(): Promise<Record<string, Call[]>> {
  const post = (path: string, body: string, headers: Record<string, string>): Call => ({
    path,
    method: 'POST',
    body,
    headers,
  });
  const event = message([{ userId: 9, courseId: 9 }]);
  const late = message([{ userId: 9, courseId: 9 }], Date.now() - 3_600_000);
  const limited = await tokenWith({ label: 'elsewhere', allowedAddresses: ['192.0.2.1'] });
  const id = (await pulled()).items[0]!.id;
  const { headers: page } = await service.pull('');
  const json = { ...KEY, 'content-type': 'application/json' };
  const acknowledge = (body: object, headers: Record<string, string> = json): Call =>
    post(ACK, JSON.stringify(body), headers);
  const unknown = '0198c0de-0000-7000-8000-000000000000';
  const pages = ['/health/live', '/health/ready', '/metrics', '/api/openapi.json', '/api/docs'];
  return {
    'GET /api/v1/completions 200': [
      { path: COMPLETIONS, headers: KEY },
      { path: COMPLETIONS, headers: { authorization: `Bearer ${TOKEN}` }, query: 'limit=1&since=0' },
      { path: COMPLETIONS, headers: KEY, query: 'courseid=88&userid=1&userid=2&status=complete' },
      { path: COMPLETIONS, headers: KEY, query: `cursor=${(await pulled('?limit=2')).nextCursor}` },
    ],
    'GET /api/v1/completions 200 of streams': [
      { path: COMPLETIONS, headers: { ...KEY, accept: 'application/x-ndjson' } },
      { path: COMPLETIONS, headers: { ...KEY, accept: 'text/csv' } },
      { path: COMPLETIONS, headers: { ...KEY, accept: 'text/html, */*;q=0.1' } },
      { path: COMPLETIONS, headers: KEY, query: 'acknowledged=false' },
    ],
    'GET /api/v1/completions 304': [
      { path: COMPLETIONS, headers: { ...KEY, 'if-none-match': page.get('etag')! } },
    ],
    'GET /api/v1/completions 406': [{ path: COMPLETIONS, headers: { ...KEY, accept: 'text/html' } }],
    'POST /api/v1/completions/ack 200': [
      acknowledge({ items: [{ id, revision: 1, outcome: 'accepted', externalId: '4711' }] }),
      acknowledge({ items: [{ id, outcome: 'rejected', reason: 'No employee 4711' }] }),
      acknowledge({ ids: [id, unknown] }),
    ],
    'POST /api/v1/completions/ack 400': [
      acknowledge({}),
      acknowledge({ ids: [] }),
      acknowledge({ ids: [''] }),
      acknowledge({ ids: Array.from({ length: 1001 }, () => id) }),
      acknowledge({ items: [{ id, outcome: 'rejected' }] }),
      acknowledge({ ids: [id], more: true }),
      post(ACK, '{', json),
    ],
    'POST /api/v1/completions/ack 401': [acknowledge({ ids: [id] }, { 'content-type': 'application/json' })],
    'POST /api/v1/completions/ack 403': [
      acknowledge({ ids: [id] }, { ...json, ...(await tokenWith({ label: 'only read', scopes: ['read'] })) }),
    ],
    'POST /api/v1/completions/ack 413': [{ path: ACK, method: 'POST', headers: json, announced: 3_000_000 }],
    'POST /api/v1/completions/ack 415': [post(ACK, 'ids=x', { ...KEY, 'content-type': 'text/plain' })],
    'POST /api/v1/completions/ack 503': [{ ...acknowledge({ ids: [id] }), of: switchedOff }],
    'GET /api/v1/completions 400': [
      { path: COMPLETIONS, headers: KEY, query: 'limit=0' },
      { path: COMPLETIONS, headers: KEY, query: 'cursor=wrong' },
      { path: COMPLETIONS, headers: KEY, query: `courseid=5&cursor=${(await pulled()).nextCursor}` },
    ],
    'GET /api/v1/completions 401': [
      { path: COMPLETIONS },
      { path: COMPLETIONS, headers: { 'x-api-key': 'wrong' } },
      { path: COMPLETIONS, headers: { 'x-api-key': 'oi_12345678_cut' } },
    ],
    'GET /api/v1/completions 403': [
      { path: COMPLETIONS, headers: limited },
      { path: COMPLETIONS, headers: await tokenWith({ label: 'only ack', scopes: ['ack'] }) },
    ],
    'GET /api/v1/completions 503': [{ path: COMPLETIONS, headers: KEY, of: switchedOff }],
    'POST /api/v1/totara/events 202': [
      post(EVENTS, event, signed(event)),
      post(EVENTS, 'no JSON', signed('no JSON')),
    ],
    'POST /api/v1/totara/events 401': [
      post(EVENTS, event, {}),
      post(EVENTS, event, signed(event, 'another secret')),
      post(EVENTS, late, signed(late)),
    ],
    'POST /api/v1/totara/events 503': [{ ...post(EVENTS, event, signed(event)), of: switchedOff }],
    ...Object.fromEntries(pages.map((path) => [`GET ${path} 200`, [{ path }]])),
  };
}

describe('the running service and its document', () => {
  it('agree on every answer that can be provoked', async () => {
    for (const [expected, calls] of Object.entries(await provoked())) {
      for (const each of calls) {
        const answer = await call(each);
        expect({ ...answer, each }).toEqual({
          status: Number(expected.split(' ')[2]),
          differences: [],
          each,
        });
        expect(contract.seen).toContain(expected.split(' ').slice(0, 3).join(' '));
      }
    }
  });

  it('agree on HEAD: as GET, without a body', async () => {
    for (const { path, operation } of contract.endpoints.filter(({ method }) => method === 'HEAD')) {
      const headers = operation.security.length > 0 ? KEY : {};
      expect(await call({ path, method: 'HEAD', headers })).toEqual({ status: 200, differences: [] });
    }
  });

  it('agree on a request too many', async () => {
    const slow = await Service.start({ DATABASE_URL: database.url, PULL_RATE_PER_MINUTE: '1' });
    const headers = await tokenWith({ label: 'slow' });
    await call({ path: COMPLETIONS, headers, of: slow });

    const refused = await call({ path: COMPLETIONS, headers, of: slow });
    await slow.stop();

    expect(refused).toEqual({ status: 429, differences: [] });
  });

  it('leave out no operation', async () => {
    const calledFor = new Set([...contract.seen].map((answer) => answer.split(' ').slice(0, 2).join(' ')));

    const left = contract.endpoints
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !calledFor.has(each));

    expect(left).toEqual([]);
  });
});

describe('hostile values', () => {
  const endpointsWith = (part: 'parameters' | 'requestBody'): Endpoint[] =>
    contract.endpoints.filter(({ operation }) => operation[part] !== undefined);

  /** Whatever is sent, the answer is one that the document knows, and never a failure of ours. */
  async function expectCalm(given: Call): Promise<void> {
    const { status, differences } = await call(given);
    expect(differences).toEqual([]);
    expect(status).toBeLessThan(500);
  }

  it('in parameters are answered as the document says', async () => {
    for (const { method, path, operation } of endpointsWith('parameters')) {
      const names = operation.parameters!.filter((each) => each.in === 'query').map(({ name }) => name);
      await fc.assert(
        fc.asyncProperty(hostileQuery(names), (query) => expectCalm({ method, path, query, headers: KEY })),
        { numRuns: RUNS },
      );
    }
  });

  it('in Accept and If-None-Match are answered as the document says', async () => {
    const header = hostileText.map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
    await fc.assert(
      fc.asyncProperty(header, header, (accept, tag) =>
        expectCalm({ path: COMPLETIONS, headers: { ...KEY, accept, 'if-none-match': tag } }),
      ),
      { numRuns: RUNS },
    );
  });

  it('in the token are answered as the document says', async () => {
    const header = hostileText.map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
    await fc.assert(
      fc.asyncProperty(header, header, (key, bearer) =>
        expectCalm({ path: COMPLETIONS, headers: { 'x-api-key': key, authorization: `Bearer ${bearer}` } }),
      ),
      { numRuns: RUNS },
    );
  });

  it('in acknowledgements are answered as the document says', async () => {
    const { items } = await pulled();
    const id = fc.constantFrom(...items.map((item) => item.id));
    const item = almost({
      id,
      revision: fc.nat({ max: 3 }),
      outcome: fc.constantFrom('accepted', 'rejected'),
      reason: hostileText,
      externalId: hostileText,
    });
    const body = almost({ items: fc.array(item, { maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, fc.record({ ids: fc.array(id) }), hostileJson), (value) =>
        expectCalm({
          path: ACK,
          method: 'POST',
          headers: { ...KEY, 'content-type': 'application/json' },
          body: JSON.stringify(value),
        }),
      ),
      { numRuns: RUNS },
    );
  });

  it('in webhooks are kept or refused as the document says', async () => {
    const completion = almost({
      userId: fc.nat(),
      courseId: fc.nat(),
      timecompleted: hostileText,
      grade: hostileJson,
    });
    const body = almost({
      event: fc.constant('course_completed'),
      time_sent: fc.constant(Math.floor(Date.now() / 1000)),
      completions: fc.array(completion, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(body, hostileJson), (value) => {
        const text = JSON.stringify(value);
        return expectCalm({ path: EVENTS, method: 'POST', headers: signed(text), body: text });
      }),
      { numRuns: RUNS },
    );
  });

  it('leave the service as it was', async () => {
    expect(await call({ path: '/health/ready' })).toEqual({ status: 200, differences: [] });
    expect(service.process.output()).not.toMatch(/answered 5\d\d|ERROR/);
  });
});
