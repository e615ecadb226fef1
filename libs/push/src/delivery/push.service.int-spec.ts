import { jest } from '@jest/globals';
import type { RawEnvironment } from '@oracle-integration/platform';
import { allAtOnce, FakeOracle, itemResults } from '../testing/fake-oracle';
import { configuredFor, type PushSetup, startPush } from '../testing/push-setup';

describe('PushService', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await setup.close();
    await oracle.close();
  });

  async function start(more: RawEnvironment = {}): Promise<PushSetup> {
    setup = await startPush(configuredFor(oracle.url, more));
    return setup;
  }

  const statuses = async () => (await setup.items()).map(({ status }) => status);
  const holds = async () => (await setup.status()).holds;
  /** A delivery run after the waits have passed. */
  const runLater = async () => {
    await setup.passWaits();
    await setup.push.deliverDue();
  };

  describe('with a target that takes everything', () => {
    it('delivers what is due in batches, oldest first, each item once', async () => {
      await start({ PUSH_BATCH_SIZE: '2' });
      const ids = await setup.record(5);

      await setup.push.deliverDue();

      expect(oracle.deliveries.map((delivery) => delivery.ids)).toEqual([
        ids.slice(0, 2),
        ids.slice(2, 4),
        ids.slice(4),
      ]);
      expect(await statuses()).toEqual(Array.from({ length: 5 }, () => 'sent'));
    });

    it('sends the stored text of each record with token and keys', async () => {
      await start();
      const [id] = await setup.record(1);

      await setup.push.deliverDue();

      const [delivery] = oracle.deliveries;
      const { batchId, items } = JSON.parse(delivery!.body) as {
        batchId: string;
        items: Record<string, unknown>[];
      };
      const [stored] = await setup.ledger.publicJsonOf([{ recordId: id!, revision: 1 }]);
      expect(delivery).toMatchObject({ method: 'POST', path: '/completions' });
      expect(delivery!.headers).toMatchObject({
        authorization: 'Bearer token-1',
        'content-type': 'application/json',
        'idempotency-key': batchId,
      });
      expect(items).toEqual([
        { idempotencyKey: expect.any(String) as string, ...(JSON.parse(stored!) as object) },
      ]);
    });

    it('notes one attempt an item, and when it delivered last', async () => {
      await start();
      const [id] = await setup.record(1);

      await setup.push.deliverDue();

      expect(await setup.attempts()).toEqual([
        { recordId: id, attempt: 1, outcome: 'delivered', httpStatus: 200, causeCode: null },
      ]);
      expect((await setup.status()).push.lastDeliveryAt).toMatch(/^20\d\d-/);
    });

    it('keeps the number that Oracle gave an item', async () => {
      await start();
      oracle.onDelivery = ({ ids }) =>
        itemResults(ids.map((id) => ({ id, status: 201, externalId: `ORA-${id}` })));
      const [id] = await setup.record(1);

      await setup.push.deliverDue();

      expect(await setup.items()).toMatchObject([{ status: 'sent', externalId: `ORA-${id}` }]);
    });

    it('delivers each item once with many lanes in two processes', async () => {
      await start({ PUSH_CONCURRENCY: '8', PUSH_BATCH_SIZE: '7' });
      const { push: other } = await setup.anotherProcess();
      const ids = await setup.record(500);
      // More than the lanes of one: both take part, however quick one is.
      oracle.onDelivery = allAtOnce(9, () => ({ status: 200 }));

      await Promise.all([setup.push.deliverDue(), other.deliverDue()]);

      expect(oracle.timesReceived()).toEqual(new Map(ids.map((id) => [id, 1])));
      expect(new Set(await statuses())).toEqual(new Set(['sent']));
      expect(oracle.tokenRequests).toHaveLength(2);
    });
  });

  describe('with single items in trouble', () => {
    it('sends an item that was not answered for again alone, under the same key', async () => {
      await start();
      const [answered, forgotten] = await setup.record(2);
      oracle.onDelivery = ({ ids }) =>
        ids.length > 1
          ? itemResults([{ id: answered!, status: 201 }])
          : itemResults([{ id: ids[0]!, status: 200 }]);

      await setup.push.deliverDue();

      const [batch, alone] = oracle.deliveries;
      expect(oracle.deliveries.map(({ ids }) => ids)).toEqual([[answered, forgotten], [forgotten]]);
      expect(alone?.idempotencyKeys.get(forgotten!)).toBe(batch?.idempotencyKeys.get(forgotten!));
      expect(await statuses()).toEqual(['sent', 'sent']);
    });

    it('finds the one bad item that spoils a batch', async () => {
      await start();
      const [first, bad, third] = await setup.record(3);
      oracle.onDelivery = ({ ids }) =>
        ids.includes(bad!) ? { status: 422, body: { title: 'no employee 4711' } } : { status: 200 };

      await setup.push.deliverDue();

      expect(await setup.items()).toMatchObject([
        { recordId: first, status: 'sent' },
        {
          recordId: bad,
          status: 'dead',
          attempts: 1,
          causeCode: 'PUSH.REJECTED',
          causeDetail: expect.stringContaining('4711') as string,
        },
        { recordId: third, status: 'sent' },
      ]);
    });

    it('parks what Oracle does not know', async () => {
      await start();
      oracle.onDelivery = ({ ids }) =>
        itemResults(ids.map((id) => ({ id, status: 404, error: { title: 'No course' } })));
      await setup.record(1);

      await setup.push.deliverDue();

      expect(await setup.items()).toMatchObject([{ status: 'parked', causeDetail: 'No course' }]);
    });

    it('sends the same bytes under the same key at each attempt, until no attempt is left', async () => {
      await start({ PUSH_MAX_ATTEMPTS: '3' });
      oracle.onDelivery = () => ({ status: 500, body: 'oops' });
      await setup.record(1);

      for (let run = 0; run < 5; run += 1) await runLater();

      expect(new Set(oracle.deliveries.map(({ body }) => body)).size).toBe(1);
      expect(oracle.deliveries).toHaveLength(3);
      expect(await setup.items()).toMatchObject([
        { status: 'dead', attempts: 3, causeCode: 'PUSH.TEMPORARY' },
      ]);
      expect((await setup.attempts()).map(({ outcome }) => outcome)).toEqual([
        'temporary',
        'temporary',
        'temporary',
      ]);
    });

    it('waits before the next attempt', async () => {
      await start();
      setup.waitByHalf();
      oracle.onDelivery = () => ({ status: 500 });
      await setup.record(1);

      await setup.push.deliverDue();
      await setup.push.deliverDue();

      expect(oracle.deliveries).toHaveLength(1);
      expect(await setup.items()).toMatchObject([{ status: 'failed', attempts: 1 }]);
    });
  });

  describe('without a usable configuration', () => {
    it('sends nothing and says what is missing', async () => {
      await start({ PUSH_TOKEN_URL: '', PUSH_CLIENT_SECRET: '' });
      await setup.record(2);

      await setup.push.deliverDue();

      expect(await statuses()).toEqual(['queued', 'queued']);
      expect(await holds()).toMatchObject([
        {
          code: 'PUSH.NOT_CONFIGURED',
          waiting: 2,
          reason: expect.stringContaining('Token URL, Client Secret') as string,
        },
      ]);
    });

    it.each(['PUSH_ENABLED', 'INTEGRATION_ENABLED'])(
      'sends nothing while %s is false, and that is no hold',
      async (variable) => {
        await start({ [variable]: 'false' });
        await setup.record(1);

        await setup.push.deliverDue();

        expect(await statuses()).toEqual(['queued']);
        expect(await holds()).toEqual([]);
      },
    );
  });

  it('claims nothing more once it was told to stop', async () => {
    await start({ PUSH_BATCH_SIZE: '1' });
    oracle.onDelivery = () => {
      setup.push.stop();
      return { status: 200 };
    };
    await setup.record(3);

    await setup.push.deliverDue();

    expect(await statuses()).toEqual(['sent', 'queued', 'queued']);
  });

  it('frees what a killed worker held, and delivers it under the same key', async () => {
    await start();
    const [id] = await setup.record(1);
    await setup.queue.claimDue(1);
    await setup.dataSource.query(`UPDATE queue_items SET lease_expires_at = now() - interval '1 second'`);

    await setup.push.reclaimExpired();
    await setup.push.deliverDue();

    expect(oracle.timesReceived()).toEqual(new Map([[id, 1]]));
    expect(await statuses()).toEqual(['sent']);
  });
});
