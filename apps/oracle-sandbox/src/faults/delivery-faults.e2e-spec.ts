import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { anItem } from '../testing/items';
import { bodyOf, itemStatuses, RunningSandbox } from '../testing/running-sandbox';
import type { FaultSet } from './fault-set';

describe('faults of POST /completions', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await RunningSandbox.start();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.stop());

  async function statusesWith(faults: FaultSet, count: number): Promise<number[]> {
    await sandbox.putFaults(faults);
    const statuses = [];
    for (let n = 0; n < count; n += 1) statuses.push((await sandbox.deliver([anItem()])).status);
    return statuses;
  }

  describe('before the delivery is looked at', () => {
    it.each<[string, FaultSet, number]>([
      ['every token', { unauthorized: true }, 401],
      ['the client', { forbidden: true }, 403],
      ['with an error', { errorRate: 1 }, 503],
      ['with the error asked for', { errorRate: 1, errorStatus: 500 }, 500],
    ])('refuses %s and records nothing', async (_, faults, status) => {
      await sandbox.putFaults(faults);

      const response = await sandbox.deliver([anItem()]);

      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await sandbox.stats()).toMatchObject({
        requests: 1,
        items: 0,
        unique: 0,
        byStatus: { [status]: 1 },
      });
    });

    it('refuses the token once', async () => {
      expect(await statusesWith({ unauthorized: 'once' }, 2)).toEqual([401, 200]);
    });

    it('challenges when it refuses the token', async () => {
      await sandbox.putFaults({ unauthorized: true });

      const response = await sandbox.deliver([anItem()]);

      expect(response.headers.get('www-authenticate')).toContain('invalid_token');
    });

    it('fails at the rate asked for', async () => {
      sandbox.die = 0.3;
      expect(await statusesWith({ errorRate: 0.3 }, 1)).toEqual([200]);

      sandbox.die = 0.29;
      expect(await statusesWith({ errorRate: 0.3 }, 1)).toEqual([503]);
    });

    it('applies to so many deliveries only', async () => {
      expect(await statusesWith({ errorRate: 1, times: 2 }, 3)).toEqual([503, 503, 200]);
    });

    it('limits the rate and opens again after Retry-After', async () => {
      await sandbox.putFaults({ rateLimit: { requests: 1, retryAfterSeconds: 20 } });
      const first = await sandbox.deliver([anItem()]);
      const second = await sandbox.deliver([anItem()]);
      sandbox.nowMs += 20_000;
      const third = await sandbox.deliver([anItem()]);

      expect([first.status, second.status, third.status]).toEqual([200, 429, 200]);
      expect(second.headers.get('retry-after')).toBe('20');
    });

    it('gives Retry-After as a date when told one', async () => {
      await sandbox.putFaults({ rateLimit: { requests: 0, retryAfterDate: '2026-03-01T00:00:30Z' } });

      const response = await sandbox.deliver([anItem()]);

      expect([response.status, response.headers.get('retry-after')]).toEqual([
        429,
        'Sun, 01 Mar 2026 00:00:30 GMT',
      ]);
    });

    it('gives no Retry-After when told no time', async () => {
      await sandbox.putFaults({ rateLimit: {} });

      const response = await sandbox.deliver([anItem()]);

      expect([response.status, response.headers.get('retry-after')]).toEqual([429, null]);
    });

    it('shows a sign-in page in place of an answer', async () => {
      await sandbox.putFaults({ html: true });

      const response = await sandbox.deliver([anItem()]);

      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(await response.text()).toContain('<h1>Sign in');
      expect(await sandbox.stats()).toMatchObject({ unique: 0, items: 0, byStatus: { 200: 1 } });
    });

    it('destroys the connection when told to refuse', async () => {
      await sandbox.putFaults({ refuse: true });

      await expect(sandbox.deliver([anItem()])).rejects.toThrow('fetch failed');
      expect(await sandbox.stats()).toMatchObject({ requests: 1, items: 0, byStatus: {} });
    });

    it('never answers when told to hang, until the client gives up', async () => {
      await sandbox.putFaults({ hang: true });
      const client = new AbortController();
      const waiting = sandbox.deliver([anItem()], { signal: client.signal });
      await Promise.race([waiting, sandbox.received(1)]);

      client.abort();

      await expect(waiting).rejects.toThrow('aborted');
      expect(await sandbox.stats()).toMatchObject({ requests: 1, items: 0, byStatus: {} });
    });

    it.each<[string, () => Promise<unknown>]>([
      ['a reset', () => sandbox.reset()],
      ['another set of faults', () => sandbox.putFaults({})],
    ])('lets go of a hanging client at %s', async (_, release) => {
      await sandbox.putFaults({ hang: true });
      const waiting = sandbox.deliver([anItem()]).catch(() => 'cut');
      await sandbox.received(1);

      await release();

      expect(await waiting).toBe('cut');
    });

    it('waits, and records the delivery although the client has gone', async () => {
      await sandbox.putFaults({ latencyMs: 200 });
      const startedAt = performance.now();
      expect((await sandbox.deliver([anItem()])).status).toBe(200);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);

      const client = new AbortController();
      const waiting = sandbox.deliver([anItem()], { signal: client.signal }).catch(() => 'gone');
      await sandbox.received(2);
      client.abort();
      await waiting;
      while ((await sandbox.stats()).unique !== 2) await nextTurn();

      expect(await sandbox.stats()).toMatchObject({ requests: 2, items: 2, unique: 2 });
    });
  });

  describe('of single items', () => {
    it('rejects the items of a person or a course with the words given', async () => {
      const items = [anItem({ userId: 7 }), anItem({ courseId: 9 }), anItem()];
      const rejectItems = {
        userIds: [7],
        courseIds: [9],
        status: 404,
        title: 'Unknown',
        detail: 'No employee 7.',
      };
      await sandbox.putFaults({ rejectItems });

      const response = await sandbox.deliver(items);

      const error = { title: 'Unknown', detail: 'No employee 7.' };
      expect(response.status).toBe(207);
      expect((await bodyOf(response)).items).toEqual([
        { id: items[0]!.id, status: 404, error },
        { id: items[1]!.id, status: 404, error },
        { id: items[2]!.id, status: 201, externalId: '300100000000001' },
      ]);
    });

    it('does not record what it rejects', async () => {
      const item = anItem();
      await sandbox.putFaults({ rejectItems: {}, times: 1 });

      const statuses = [await sandbox.deliver([item]), await sandbox.deliver([item])].map(itemStatuses);

      expect(await Promise.all(statuses)).toEqual([[422], [201]]);
      expect(await sandbox.stats()).toMatchObject({ items: 2, unique: 1, duplicates: 0 });
    });

    it.each([
      ['without recording them', false, 201, { unique: 1, duplicates: 0 }],
      ['though it recorded them', true, 200, { unique: 1, duplicates: 1 }],
    ])('leaves items out of the answer %s', async (_, recorded, later, counts) => {
      const item = anItem();
      await sandbox.putFaults({ omitItems: { rate: 1, recorded }, times: 1 });

      const first = await sandbox.deliver([item]);
      const second = await sandbox.deliver([item]);

      expect([first.status, await itemStatuses(first)]).toEqual([200, []]);
      expect(await itemStatuses(second)).toEqual([later]);
      expect(await sandbox.stats()).toMatchObject({ items: 2, ...counts });
    });
  });

  describe('of the answer to a delivery that was recorded', () => {
    it('fails after recording; the same delivery then gets its true answer', async () => {
      const [items, key] = [[anItem()], randomUUID()];
      await sandbox.putFaults({ recordThenFail: true, times: 1 });

      const first = await sandbox.deliver(items, { key });
      expect(await sandbox.stats()).toMatchObject({ items: 1, unique: 1, byStatus: { 503: 1 } });
      const second = await sandbox.deliver(items, { key });

      expect([first.status, second.status]).toEqual([503, 200]);
      expect(await itemStatuses(second)).toEqual([201]);
      expect(await sandbox.stats()).toMatchObject({ items: 2, unique: 1, duplicates: 1 });
    });

    it('tears the answer in the middle', async () => {
      await sandbox.putFaults({ torn: true });

      const response = await sandbox.deliver([anItem()]);

      expect(response.status).toBe(200);
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(50);
      await expect(response.text()).rejects.toThrow('terminated');
      expect(await sandbox.stats()).toMatchObject({ unique: 1, byStatus: { 200: 1 } });
    });

    it('answers at one byte a second, until it is reset', async () => {
      await sandbox.putFaults({ slowLoris: true });
      const startedAt = performance.now();

      const response = await sandbox.deliver([anItem()]);
      const reader = response.body!.getReader();
      const bytes = [await reader.read(), await reader.read()].map(({ value }) =>
        String.fromCharCode(...(value ?? [])),
      );
      const elapsedMs = performance.now() - startedAt;
      await sandbox.reset();

      expect(bytes).toEqual(['{', '"']);
      expect(elapsedMs).toBeGreaterThanOrEqual(950);
      await expect(restOf(reader)).rejects.toThrow('terminated');
    });

    it('pads the answer to the size asked for', async () => {
      await sandbox.putFaults({ hugeBytes: 3_000_001 });

      const response = await sandbox.deliver([anItem()]);
      const text = await response.text();

      expect(response.headers.get('content-length')).toBeNull();
      expect(text).toHaveLength(3_000_001);
      expect(JSON.parse(text)).toMatchObject({ items: [{ status: 201 }] });
    });

    it('answers whole when asked for fewer bytes than it has', async () => {
      await sandbox.putFaults({ hugeBytes: 1 });

      expect(await itemStatuses(await sandbox.deliver([anItem()]))).toEqual([201]);
    });
  });
});

/** Reads on to the end: further bytes may have come before the answer was cut. */
async function restOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}
