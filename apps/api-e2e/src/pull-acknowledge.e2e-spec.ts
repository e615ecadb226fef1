import type {
  AcknowledgedView,
  ApiError,
  CompletionPageView,
  PullRequestsPageView,
  RejectionsPageView,
} from '@oracle-integration/contracts';
import { createEmptyDatabase, type TestDatabase } from '@oracle-integration/testing';
import { addRecords } from './system/ledger-rows';
import { Manager } from './system/manager';
import { MANAGER, Service, TOKEN } from './system/service';

const SOMEBODY = '00000000-0000-4000-8000-000000000000';

let database: TestDatabase;
let service: Service;
let ids: string[];

beforeAll(async () => {
  database = await createEmptyDatabase();
  service = await Service.start({ DATABASE_URL: database.url });
  await addRecords(database.url, 1, 6);
  ids = (await pageOf('?since=0')).items.map(({ id }) => id);
});

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

async function pageOf(query: string): Promise<CompletionPageView> {
  return (await (await service.pull(query)).json()) as CompletionPageView;
}

function acknowledge(body: unknown): Promise<Response> {
  return fetch(`${service.url}/api/v1/completions/ack`, {
    method: 'POST',
    headers: { 'x-api-key': TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const usersLeft = async () => (await pageOf('?since=0&acknowledged=false')).items.map(({ userId }) => userId);

describe('acknowledging', () => {
  it('answers each item in its place, and takes what is acknowledged off the work list', async () => {
    const answer = await acknowledge({
      items: [
        { id: ids[1], revision: 1, outcome: 'accepted', externalId: 'OLC-1' },
        { id: SOMEBODY },
        { id: ids[3], outcome: 'rejected', reason: 'No employee 4711' },
      ],
    });

    expect(answer.status).toBe(200);
    expect(((await answer.json()) as AcknowledgedView).results).toEqual([
      { id: ids[1], result: 'acknowledged' },
      { id: SOMEBODY, result: 'unknown' },
      { id: ids[3], result: 'acknowledged' },
    ]);
    expect(await usersLeft()).toEqual([1, 3, 5, 6]);
  });

  it('takes bare ids, twice without a difference', async () => {
    const first = (await (await acknowledge({ ids: [ids[0]] })).json()) as AcknowledgedView;
    const again = (await (await acknowledge({ ids: [ids[0]] })).json()) as AcknowledgedView;

    expect([first, again].map(({ results }) => results[0]!.result)).toEqual([
      'acknowledged',
      'already_acknowledged',
    ]);
    expect(await usersLeft()).toEqual([3, 5, 6]);
  });

  it('answers an id that is none of ours as unknown, and takes the others', async () => {
    const answer = await acknowledge({ ids: ['4711', ids[0]] });

    expect(await answer.json()).toEqual({
      results: [
        { id: '4711', result: 'unknown' },
        { id: ids[0], result: 'already_acknowledged' },
      ],
    });
  });

  it.each([
    ['items', {}],
    ['items', { items: [], ids: [] }],
    ['items', { items: [] }],
    ['ids', { ids: 'all' }],
    ['ids', { ids: Array.from({ length: 1001 }, () => SOMEBODY) }],
    ['ids[0]', { ids: [4711] }],
    ['ids[1]', { ids: [SOMEBODY, ''] }],
    ['items[0].id', { items: [{ id: 'x'.repeat(101) }] }],
    ['items[0]', { items: [null] }],
    ['items[1].id', { items: [{ id: SOMEBODY }, {}] }],
    ['items[0].revision', { items: [{ id: SOMEBODY, revision: 0 }] }],
    ['items[0].outcome', { items: [{ id: SOMEBODY, outcome: 'maybe' }] }],
    ['items[0].reason', { items: [{ id: SOMEBODY, outcome: 'rejected' }] }],
    ['items[0].reason', { items: [{ id: SOMEBODY, outcome: 'rejected', reason: 'x'.repeat(1001) }] }],
    ['items[0].externalId', { items: [{ id: SOMEBODY, externalId: 'x'.repeat(201) }] }],
    ['items[0].colour', { items: [{ id: SOMEBODY, colour: 'red' }] }],
    ['body', [SOMEBODY]],
  ])('refuses a bad request by naming %s', async (field, body) => {
    const answer = await acknowledge(body);

    const problem = (await answer.json()) as ApiError;
    expect(problem).toMatchObject({ status: 400, code: 'HTTP.REQUEST_INVALID' });
    expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(await usersLeft()).toEqual([3, 5, 6]);
  });

  it('brings a rejection to managers in the consumer’s own words', async () => {
    const manager = await Manager.signIn(service.url, MANAGER);

    const answer = await manager.call('GET', '/api/admin/pull/rejections');

    const page = (await answer.json()) as RejectionsPageView;
    expect(page).toMatchObject({
      items: [
        {
          recordId: ids[3],
          revision: 1,
          consumer: 'PULL_TOKEN',
          userId: 4,
          reason: 'No employee 4711',
          isCurrent: true,
        },
      ],
      nextCursor: null,
      counts: [{ accepted: 2, rejected: 1 }],
    });
  });

  it('is in the access log with everything else that was asked', async () => {
    const manager = await Manager.signIn(service.url, MANAGER);
    await service.pull('?since=0&courseid=88&limit=2');
    const logged = async (query: string) => {
      const answer = await manager.call('GET', `/api/admin/pull/requests${query}`);
      return (await answer.json()) as PullRequestsPageView;
    };

    let latest = await logged('?limit=1');
    while (latest.items[0]?.filters !== 'since=0&courseid=88&limit=2') latest = await logged('?limit=1');

    expect(latest.items[0]).toMatchObject({
      kind: 'page',
      token: 'PULL_TOKEN',
      consumer: 'PULL_TOKEN',
      status: 200,
      records: 2,
      isComplete: true,
    });
    expect(latest.items[0]!.bytes).toBeGreaterThan(500);
    const further = await logged(`?limit=1000&cursor=${latest.nextCursor}`);
    expect(further.items.some(({ kind, status }) => kind === 'acknowledgement' && status === 400)).toBe(true);
    expect(further.nextCursor).toBeNull();
  });
});
