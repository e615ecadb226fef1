import type { RecordedItemView } from '../delivery/recent-items';
import { anItem } from '../testing/items';
import { bodyOf, RunningSandbox } from '../testing/running-sandbox';

describe('/_sandbox', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  it('counts deliveries, items, duplicates, answers and tokens', async () => {
    const item = anItem();
    await sandbox.deliver([item, anItem()]);
    await sandbox.deliver([item, anItem({ revision: 0 })]);
    await sandbox.deliver([anItem()], { token: null });
    await sandbox.deliver([anItem()], { headers: { 'content-type': 'text/plain' } });

    expect(await sandbox.stats()).toMatchObject({
      requests: 4,
      items: 4,
      unique: 2,
      duplicates: 1,
      conflicts: 0,
      byStatus: { 200: 1, 207: 1, 401: 1, 415: 1 },
      tokens: 1,
      lastReceivedAt: '2026-03-01T00:00:00.000Z',
    });
  });

  it('lists what was recorded, newest first, and not what was refused or sent again', async () => {
    const items = [anItem({ userId: 1 }), anItem({ userId: 2 }), anItem({ userId: 1 })];
    await sandbox.deliver([...items, anItem({ revision: 0 })], { batchId: 'first' });
    await sandbox.deliver([items[0]]);

    const all = await sandbox.get<{ items: RecordedItemView[] }>('/_sandbox/items');
    const one = await sandbox.get<{ items: RecordedItemView[] }>('/_sandbox/items?userId=1&limit=1');

    expect(all.items.map(({ item }) => item)).toEqual([...items].reverse());
    expect(one.items).toEqual([
      {
        externalId: '300100000000003',
        receivedAt: '2026-03-01T00:00:00.000Z',
        batchId: 'first',
        item: items[2],
      },
    ]);
  });

  it.each(['limit=0', 'limit=x', 'limit=10000', 'userId=-1', 'userid=1'])(
    'refuses items?%s',
    async (query) => {
      const response = await fetch(`${sandbox.url}/_sandbox/items?${query}`);

      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    },
  );

  it('replaces the whole set of faults, shows it and fills in defaults', async () => {
    await sandbox.putFaults({ html: true });

    const put = await sandbox.putFaults({ rejectItems: { userIds: [1] }, times: 3, token: { status: 500 } });

    const expected = {
      rejectItems: {
        rate: 1,
        userIds: [1],
        status: 422,
        title: 'Rejected',
        detail: 'The sandbox was told to reject this item.',
        recorded: false,
      },
      times: 3,
      token: { status: 500 },
    };
    expect([put.status, await put.json()]).toEqual([200, expected]);
    expect(await sandbox.get('/_sandbox/faults')).toEqual(expected);
  });

  it('shows how many times are left', async () => {
    await sandbox.putFaults({ forbidden: true, times: 3 });
    await sandbox.deliver([anItem()]);

    expect(await sandbox.get('/_sandbox/faults')).toEqual({ forbidden: true, times: 2 });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ latency: 5 }, 'The value: "latency" is not known here.'],
    [{ latencyMs: '5' }, 'latencyMs must be integer.'],
    [{ latencyMs: -1 }, 'latencyMs must be >= 0.'],
    [{ errorRate: 1.1 }, 'errorRate must be <= 1.'],
    [{ errorStatus: 200 }, 'errorStatus must be >= 400.'],
    [{ unauthorized: 'twice' }, 'unauthorized must be one of [true,false,"once"].'],
    [{ rejectItems: { userIds: [0] } }, 'rejectItems.userIds.0 must be >= 1.'],
    [{ rateLimit: { retryAfterDate: 'soon' } }, 'rateLimit.retryAfterDate must match format "date-time".'],
    [
      { rateLimit: { retryAfterDate: '2026-01-01T00:00:00Z', retryAfterSeconds: 1 } },
      'rateLimit.retryAfterSeconds cannot be combined with the other members given.',
    ],
    [{ reset: 'now' }, 'reset must be one of ["mid_request","after_recording"].'],
    [{ errorEvery: 0 }, 'errorEvery must be >= 1.'],
    [{ answer: { text: 'x' } }, "answer must have required property 'status'."],
    [{ acceptedStatus: 409 }, 'acceptedStatus must be <= 299.'],
    [{ token: { speed: 1 } }, 'token: "speed" is not known here.'],
  ])('refuses the faults %j and keeps those in force', async (faults, detail) => {
    await sandbox.putFaults({ forbidden: true });

    const response = await sandbox.putFaults(faults);

    expect(response.status).toBe(400);
    expect((await bodyOf(response)).detail).toBe(detail);
    expect(await sandbox.get('/_sandbox/faults')).toEqual({ forbidden: true });
  });

  it('refuses faults that are no JSON', async () => {
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{' };

    expect((await fetch(`${sandbox.url}/_sandbox/faults`, init)).status).toBe(400);
  });

  it('forgets everything when reset, the keys and the tokens too', async () => {
    const [item, token] = [anItem(), sandbox.token];
    await sandbox.deliver([anItem(), item], { key: 'k' });
    await sandbox.putFaults({ forbidden: true });

    const response = await fetch(`${sandbox.url}/_sandbox`, { method: 'DELETE' });

    expect(response.status).toBe(204);
    expect(await sandbox.get('/_sandbox/faults')).toEqual({});
    expect(await sandbox.get('/_sandbox/items')).toEqual({ items: [] });
    expect(await sandbox.stats()).toMatchObject({
      requests: 0,
      items: 0,
      unique: 0,
      duplicates: 0,
      conflicts: 0,
      byStatus: {},
      tokens: 0,
      lastReceivedAt: null,
    });
    expect((await sandbox.deliver([item], { token })).status).toBe(401);
    await sandbox.reset();
    expect(await bodyOf(await sandbox.deliver([item], { key: 'k' }))).toEqual({
      items: [{ id: item.id, status: 201, externalId: '300100000000001' }],
    });
  });

  it('answers what it does not serve with a problem', async () => {
    const response = await fetch(`${sandbox.url}/completions`);

    expect([response.status, (await bodyOf(response)).detail]).toEqual([
      404,
      'GET /completions is not served here.',
    ]);
  });
});
