import { randomUUID } from 'node:crypto';
import { anItem } from '../testing/items';
import { bodyOf, itemStatuses, RunningSandbox, type DeliveryOptions } from '../testing/running-sandbox';

describe('POST /completions', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  it('creates new items and answers for each by its id', async () => {
    const items = [anItem(), anItem({ status: 'inprogress', timecompleted: null })];

    const response = await sandbox.deliver(items);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await bodyOf(response)).toEqual({
      items: [
        { id: items[0]!.id, status: 201, externalId: '300100000000001' },
        { id: items[1]!.id, status: 201, externalId: '300100000000002' },
      ],
    });
  });

  describe('who may deliver', () => {
    it('challenges a request without a token, without an error code', async () => {
      const response = await sandbox.deliver([anItem()], { token: null });

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="oracle-sandbox"');
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    });

    it('tells an unknown token', async () => {
      const response = await sandbox.deliver([anItem()], { token: 'made-up' });

      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
      expect((await bodyOf(response)).detail).toBe('The access token is unknown.');
    });

    it('does not take another scheme', async () => {
      const headers = { authorization: `Basic ${sandbox.token}` };

      expect((await sandbox.deliver([anItem()], { token: null, headers })).status).toBe(401);
    });
  });

  describe('what may be delivered', () => {
    it.each([
      ['another media type', { 'content-type': 'text/plain' }],
      ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['another charset', { 'content-type': 'application/json; charset=iso-8859-1' }],
      ['a compressed body', { 'content-encoding': 'gzip' }],
    ])('refuses %s with 415', async (_, headers) => {
      const response = await sandbox.deliver([anItem()], { headers: headers as Record<string, string> });

      expect([response.status, (await bodyOf(response)).title]).toEqual([415, 'Unsupported Media Type']);
    });

    it('accepts a charset of UTF-8', async () => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };

      expect((await sandbox.deliver([anItem()], { headers })).status).toBe(200);
    });

    it('refuses a request without a body with 415', async () => {
      const headers = { authorization: `Bearer ${sandbox.token}`, 'idempotency-key': 'k' };

      expect((await fetch(`${sandbox.url}/completions`, { method: 'POST', headers })).status).toBe(415);
    });

    it('refuses more than 10 MB with 413, and the sender gets to see it', async () => {
      const response = await sandbox.deliver([], { raw: new Uint8Array(10 * 1024 * 1024 + 1).fill(0x20) });

      expect([response.status, (await bodyOf(response)).title]).toEqual([413, 'Content Too Large']);
    });

    it('accepts 10 MB', async () => {
      const start = `{"batchId":"b","items":[${JSON.stringify(anItem())}]}`;

      const response = await sandbox.deliver([], { raw: start.padEnd(10 * 1024 * 1024 - 8, ' ') });

      expect(await itemStatuses(response)).toEqual([201]);
    });

    it.each([
      ['missing', null],
      ['blank', ' '],
      ['too long', 'k'.repeat(256)],
    ])('refuses an Idempotency-Key that is %s with 400', async (_, key) => {
      const response = await sandbox.deliver([anItem()], { key });

      expect([response.status, (await bodyOf(response)).detail]).toEqual([
        400,
        expect.stringContaining('Idempotency-Key'),
      ]);
    });

    const good = JSON.stringify(anItem());
    const twins = [anItem(), anItem()].map((item) => ({
      ...item,
      id: '0198c3a2-1111-7222-8333-944455566677',
    }));
    it.each<[string, unknown, DeliveryOptions]>([
      ['The body is not valid JSON', [], { raw: '{"batchId":' }],
      ['The body is not valid JSON', [], { raw: '\uFEFF{}' }],
      ['The body is not valid UTF-8', [], { raw: Buffer.from([0x22, 0xff, 0x22]) }],
      ['The body must be a JSON object', [], { raw: `[${good}]` }],
      ['batchId must be', [anItem()], { batchId: null }],
      ['batchId must be', [anItem()], { batchId: 7 }],
      ['batchId must be', [anItem()], { batchId: ' ' }],
      ['items must be', undefined, {}],
      ['items must be', {}, {}],
      ['items must be', [], {}],
      ['items must be', Array.from({ length: 1001 }, () => ({ id: 'x' })), {}],
      ['items[1] must be', [anItem(), null], {}],
      ['items[0] must be', [[]], {}],
      ['items[0].id must be', [anItem({ id: undefined })], {}],
      ['items[0].id must be', [anItem({ id: 5 })], {}],
      ['items[1].id is also the id of another item', twins, {}],
    ])('refuses with 400: %s', async (detail, items, options) => {
      const response = await sandbox.deliver(items, options);

      expect(response.status).toBe(400);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect((await bodyOf(response)).detail).toContain(detail);
      expect(await sandbox.stats()).toMatchObject({ items: 0, unique: 0, byStatus: { 400: 1 } });
    });

    it('accepts 1000 items', async () => {
      const items = Array.from({ length: 1000 }, () => anItem());

      expect(
        (await itemStatuses(await sandbox.deliver(items))).filter((status) => status === 201),
      ).toHaveLength(1000);
    });

    it('refuses a malformed item alone, and says why', async () => {
      const items = [anItem(), anItem({ userId: 0 }), anItem({ id: 'short' })];

      const response = await sandbox.deliver(items);

      expect(response.status).toBe(207);
      expect((await bodyOf(response)).items).toEqual([
        { id: items[0]!.id, status: 201, externalId: '300100000000001' },
        {
          id: items[1]!.id,
          status: 422,
          error: { title: 'Malformed item', detail: 'userId must be a positive whole number.' },
        },
        { id: 'short', status: 422, error: { title: 'Malformed item', detail: 'id must be a UUID.' } },
      ]);
    });

    it('lets a refused item in once it is corrected, under the same item key', async () => {
      const item = anItem();
      await sandbox.deliver([{ ...item, revision: 0 }]);

      expect(await itemStatuses(await sandbox.deliver([item]))).toEqual([201]);
    });
  });

  describe('the same batch key', () => {
    it('gets the same answer for the same body', async () => {
      const items = [anItem(), anItem({ userId: -1 })];
      const key = randomUUID();

      const first = await sandbox.deliver(items, { key });
      const second = await sandbox.deliver(items, { key });

      expect([first.status, second.status]).toEqual([207, 207]);
      expect(await second.text()).toBe(await first.text());
      expect(await sandbox.stats()).toMatchObject({ requests: 2, items: 4, unique: 1, duplicates: 1 });
    });

    it('is refused with 422 for another body', async () => {
      const key = randomUUID();
      await sandbox.deliver([anItem()], { key });

      const response = await sandbox.deliver([anItem()], { key });

      expect(response.status).toBe(422);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await sandbox.stats()).toMatchObject({ items: 1, unique: 1, byStatus: { 200: 1, 422: 1 } });
    });

    it('is refused also for a body that differs in a single space', async () => {
      const [key, text] = [randomUUID(), JSON.stringify({ batchId: 'b', items: [anItem()] })];
      await sandbox.deliver([], { key, raw: text });

      expect((await sandbox.deliver([], { key, raw: `${text} ` })).status).toBe(422);
    });

    it('may be used again after a refusal of the whole request', async () => {
      const key = randomUUID();
      await sandbox.deliver([], { key });

      expect((await sandbox.deliver([anItem()], { key })).status).toBe(200);
    });

    it('creates an item once when sent many times at once', async () => {
      const [items, key] = [[anItem()], randomUUID()];

      const answers = await Promise.all(Array.from({ length: 10 }, () => sandbox.deliver(items, { key })));

      expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
      expect(await sandbox.stats()).toMatchObject({ items: 10, unique: 1, duplicates: 9 });
    });
  });

  describe('the same item key', () => {
    it('is a duplicate with the same externalId in another batch', async () => {
      const item = anItem();
      await sandbox.deliver([anItem(), item]);

      const response = await sandbox.deliver([item]);

      expect(response.status).toBe(200);
      expect((await bodyOf(response)).items).toEqual([
        { id: item.id, status: 200, externalId: '300100000000002' },
      ]);
      expect(await sandbox.stats()).toMatchObject({ items: 3, unique: 2, duplicates: 1 });
    });

    it('is a duplicate within one batch', async () => {
      const item = anItem();

      expect(await itemStatuses(await sandbox.deliver([item, item]))).toEqual([201, 200]);
    });

    it('is refused for another body', async () => {
      const item = anItem();
      await sandbox.deliver([item]);

      const response = await sandbox.deliver([{ ...item, progress: 99 }]);

      expect(response.status).toBe(207);
      expect((await bodyOf(response)).items).toEqual([
        {
          id: item.id,
          status: 422,
          error: { title: 'key reused with another body', detail: expect.any(String) },
        },
      ]);
    });

    it('is another item when the revision has its own key', async () => {
      const item = anItem();
      await sandbox.deliver([item]);

      const next = { ...item, revision: 2, idempotencyKey: `${item.id}:2` };

      expect(await itemStatuses(await sandbox.deliver([next]))).toEqual([201]);
    });
  });
});
