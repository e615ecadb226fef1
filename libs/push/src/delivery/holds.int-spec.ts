import { jest } from '@jest/globals';
import type { RawEnvironment } from '@oracle-integration/platform';
import { waitUntil } from '@oracle-integration/testing';
import { allAtOnce, type FakeAnswer, FakeOracle } from '../testing/fake-oracle';
import { configuredFor, type PushSetup, startPush } from '../testing/push-setup';

const INVALID_CLIENT: FakeAnswer = { status: 401, body: { error: 'invalid_client' } };
const WAIT_TEN_MINUTES: FakeAnswer = { status: 429, headers: { 'retry-after': '600' } };

describe('a target in trouble', () => {
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

  describe('with a token that is refused', () => {
    it('gets a fresh token after one 401 and sends again at once', async () => {
      await start();
      oracle.onDelivery = ({ headers }) => ({
        status: headers.authorization === 'Bearer token-2' ? 200 : 401,
      });
      await setup.record(1);

      await setup.push.deliverDue();

      expect(oracle.deliveries.map(({ headers }) => headers.authorization)).toEqual([
        'Bearer token-1',
        'Bearer token-2',
      ]);
      expect(oracle.deliveries[0]?.body).toBe(oracle.deliveries[1]?.body);
      expect(await setup.items()).toMatchObject([{ status: 'sent', attempts: 1 }]);
    });

    it('holds when the fresh token is refused too, and burns no attempt', async () => {
      await start();
      oracle.onDelivery = () => ({ status: 401 });
      await setup.record(1);

      await setup.push.deliverDue();

      expect(oracle.deliveries).toHaveLength(2);
      expect(await setup.items()).toMatchObject([{ status: 'queued', attempts: 0 }]);
      expect(await holds()).toMatchObject([{ code: 'PUSH.TOKEN_REJECTED', waiting: 1 }]);
    });

    it('holds when the client is refused, says who must act, and burns no attempt', async () => {
      await start();
      oracle.onToken = () => INVALID_CLIENT;
      await setup.record(3);

      await setup.push.deliverDue();

      expect(oracle.deliveries).toHaveLength(0);
      expect(await setup.items()).toMatchObject(
        Array.from({ length: 3 }, () => ({ status: 'queued', attempts: 0 })),
      );
      expect(await setup.attempts()).toEqual([]);
      expect(await holds()).toMatchObject([
        {
          code: 'PUSH.CLIENT_REFUSED',
          waiting: 3,
          action: expect.stringContaining('Client Secret') as string,
        },
      ]);
    });

    it('recovers by itself once the secret is right again', async () => {
      await start();
      oracle.onToken = () => INVALID_CLIENT;
      await setup.record(25);
      await setup.push.deliverDue();
      oracle.onToken = () => ({ status: 200, body: { access_token: 'cured', expires_in: 3600 } });

      await runLater();

      expect(new Set(await statuses())).toEqual(new Set(['sent']));
      expect(await holds()).toEqual([]);
    });
  });

  describe('while a hold is open', () => {
    const forbidden: FakeAnswer = { status: 403, body: 'no role' };

    it('sends nothing before the next probe is due', async () => {
      await start();
      oracle.onDelivery = () => WAIT_TEN_MINUTES;
      await setup.record(1);

      await setup.push.deliverDue();
      await setup.push.deliverDue();

      expect(oracle.deliveries).toHaveLength(1);
    });

    it('puts ten items at stake in a probe, whatever the batch size', async () => {
      await start();
      oracle.onDelivery = () => ({ status: 404 });
      await setup.record(30);
      await setup.push.deliverDue();

      await runLater();

      expect(oracle.deliveries.map(({ ids }) => ids.length)).toEqual([30, 10]);
    });

    it('probes item by item where one item may be at fault', async () => {
      await start();
      oracle.onDelivery = () => forbidden;
      await setup.record(30);
      await setup.push.deliverDue();

      await runLater();

      expect(oracle.deliveries.map(({ ids }) => ids.length)).toEqual([
        30,
        ...Array.from({ length: 10 }, () => 1),
      ]);
      expect(await holds()).toMatchObject([{ code: 'PUSH.FORBIDDEN', waiting: 30 }]);
    });

    it('ends when only one item is not allowed: the others are delivered, and that one is asked about again', async () => {
      await start();
      setup.waitByHalf();
      const ids = await setup.record(12);
      oracle.onDelivery = ({ ids: sent }) => (sent.includes(ids[0]!) ? forbidden : { status: 200 });
      await setup.push.deliverDue();

      await runLater();

      expect(await holds()).toEqual([]);
      const items = await setup.items();
      expect(items.filter(({ status }) => status === 'sent')).toHaveLength(11);
      expect(items[0]).toMatchObject({ status: 'failed', causeCode: 'PUSH.FORBIDDEN_ITEM', attempts: 1 });
    });

    it('lets an item be dead that is not allowed a second time while others are', async () => {
      await start();
      const [refused] = await setup.record(3);
      oracle.onDelivery = ({ ids: sent }) => (sent.includes(refused!) ? forbidden : { status: 200 });
      await setup.push.deliverDue();
      await runLater();
      await setup.record(1);

      await runLater();
      await runLater();

      expect(await holds()).toEqual([]);
      const items = await setup.items();
      expect(items.filter(({ status }) => status === 'sent')).toHaveLength(3);
      expect(items.find(({ recordId }) => recordId === refused)).toMatchObject({
        status: 'dead',
        causeCode: 'PUSH.FORBIDDEN_ITEM',
        attempts: 2,
      });
    });

    it('does not take a single 403 of a target that recovers for the end of an item', async () => {
      await start();
      oracle.onDelivery = () => forbidden;
      await setup.record(5);
      await setup.push.deliverDue();
      let answers = 0;
      oracle.onDelivery = () => ((answers += 1) === 1 ? forbidden : { status: 200 });

      await runLater();
      await runLater();

      expect(await statuses()).toEqual(Array.from({ length: 5 }, () => 'sent'));
    });

    it('does not take it for the end of an item either that Oracle had before and that is sent once more', async () => {
      await start();
      const ids = await setup.record(2);
      await setup.push.deliverDue();
      const again = ids.map((recordId) => ({ recordId, revision: 1 }));
      await setup.dataSource.transaction((manager) => setup.queue.resend(manager, again));
      oracle.onDelivery = () => forbidden;
      await setup.push.deliverDue();
      let answers = 0;
      oracle.onDelivery = () => ((answers += 1) === 1 ? forbidden : { status: 200 });

      await runLater();
      await runLater();

      expect(await statuses()).toEqual(['sent', 'sent']);
    });

    it('is probed by one process only', async () => {
      await start();
      oracle.onDelivery = () => ({ status: 404 });
      await setup.record(30);
      await setup.push.deliverDue();
      const others = [(await setup.anotherProcess()).push, (await setup.anotherProcess()).push];
      // Or a process that is late would find the next probe due.
      oracle.onDelivery = () => WAIT_TEN_MINUTES;
      await setup.passWaits();

      await Promise.all([setup.push, ...others].map((process) => process.deliverDue()));

      expect(oracle.deliveries).toHaveLength(2);
    });

    it('lets deliveries grow again from one request at a time', async () => {
      await start({ PUSH_CONCURRENCY: '8', PUSH_BATCH_SIZE: '5' });
      oracle.onDelivery = () => ({ status: 404 });
      await setup.record(5);
      await setup.push.deliverDue();
      oracle.onDelivery = () => ({ status: 200 });
      await runLater();
      const releasedAgo = (interval: string) =>
        setup.dataSource.query(
          'UPDATE push_targets SET released_at = now() - $1::interval WHERE released_at IS NOT NULL',
          [interval],
        );
      let underWay = 0;
      let most = 0;
      oracle.onDelivery = async () => {
        most = Math.max(most, (underWay += 1));
        await new Promise((wake) => setImmediate(wake));
        underWay -= 1;
        return { status: 200 };
      };

      // Still to come: however long all of these take, none of the three seconds has passed.
      await releasedAgo('-1 hour');
      await setup.record(60);
      await setup.push.deliverDue();
      const mostAtFirst = most;
      await releasedAgo('1 minute');
      oracle.onDelivery = allAtOnce(8, () => ({ status: 200 }));
      await setup.record(60);
      await setup.push.deliverDue();

      expect(mostAtFirst).toBe(1);
      expect(new Set(await statuses())).toEqual(new Set(['sent']));
    });

    it('waits as long as Oracle asked', async () => {
      await start();
      oracle.onDelivery = () => WAIT_TEN_MINUTES;
      await setup.record(1);

      await setup.push.deliverDue();

      const [hold] = await holds();
      const waitSeconds = (Date.parse(hold!.nextProbeAt!) - Date.parse(hold!.since)) / 1000;
      expect(hold?.code).toBe('PUSH.ASKED_TO_WAIT');
      expect(waitSeconds).toBeCloseTo(600, 0);
    });

    it('waits longer after each probe that found the trouble still there', async () => {
      await start();
      oracle.onDelivery = () => forbidden;
      await setup.record(1);
      const isInTime: boolean[] = [];

      for (const waitMs of [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
        const before = Date.now();
        await runLater();
        const nextProbeAt = Date.parse((await holds())[0]!.nextProbeAt!);
        isInTime.push(nextProbeAt - before >= waitMs && nextProbeAt - Date.now() <= waitMs);
      }

      expect(isInTime).toEqual(Array.from({ length: 7 }, () => true));
    });

    it('takes lanes that fail at the same time for one trouble', async () => {
      await start({ PUSH_CONCURRENCY: '4', PUSH_BATCH_SIZE: '1' });
      oracle.onDelivery = allAtOnce(4, () => forbidden);
      await setup.record(4);

      await setup.push.deliverDue();

      const [hold] = await holds();
      expect(oracle.deliveries).toHaveLength(4);
      expect(Date.parse(hold!.nextProbeAt!) - Date.now()).toBeLessThan(2_500);
    });

    it('does not end because a request that was under way when it began succeeds, and stops that lane', async () => {
      await start({ PUSH_CONCURRENCY: '2', PUSH_BATCH_SIZE: '1' });
      const isHeld = async () => (await holds()).length > 0;
      oracle.onDelivery = allAtOnce(2, async (place) => {
        if (place === 0) return WAIT_TEN_MINUTES;
        await waitUntil(isHeld, Boolean);
        return { status: 200 };
      });
      await setup.record(5);

      await setup.push.deliverDue();

      expect((await statuses()).sort()).toEqual(['queued', 'queued', 'queued', 'queued', 'sent']);
      expect(await holds()).toMatchObject([{ code: 'PUSH.ASKED_TO_WAIT' }]);
    });

    it('is looked at anew after a start', async () => {
      await start();
      oracle.onDelivery = () => ({ status: 403 });
      await setup.record(1);
      await setup.push.deliverDue();
      oracle.onDelivery = () => ({ status: 200 });

      await setup.push.lookAtHoldAnew();
      await setup.push.deliverDue();

      expect(await statuses()).toEqual(['sent']);
    });

    it('tells Oracle out of reach from everything else', async () => {
      await start({ PUSH_BASE_URL: 'http://127.0.0.1:1' });
      await setup.record(1);

      await setup.push.deliverDue();

      expect(await holds()).toMatchObject([{ code: 'PUSH.UNREACHABLE' }]);
    });

    it('refuses a target on this machine unless that is allowed', async () => {
      await start({ PUSH_ALLOW_PRIVATE_TARGETS: 'false' });
      await setup.record(1);

      await setup.push.deliverDue();

      expect(await holds()).toMatchObject([{ code: 'PUSH.TOKEN_UNREACHABLE' }]);
      expect(oracle.tokenRequests).toHaveLength(0);
    });

    it('opens though Oracle answers with characters that PostgreSQL cannot store', async () => {
      await start();
      oracle.onDelivery = () => ({ status: 403, body: 'no\u0000 role' });
      await setup.record(1);

      await setup.push.deliverDue();

      expect(await holds()).toMatchObject([{ code: 'PUSH.FORBIDDEN' }]);
    });
  });
});

describe('requests that keep failing', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url, { PUSH_BATCH_SIZE: '1' }));
    setup.waitByHalf();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await setup.close();
    await oracle.close();
  });

  const holds = async () => (await setup.status()).holds;

  it('open a hold, so that most items wait without an attempt', async () => {
    oracle.onDelivery = () => ({ status: 500 });
    await setup.record(40);

    await setup.push.deliverDue();

    expect(oracle.deliveries).toHaveLength(5);
    expect(await holds()).toMatchObject([{ code: 'PUSH.FAILING', waiting: 40 }]);
    const items = await setup.items();
    expect(items.filter(({ status, attempts }) => status === 'failed' && attempts === 1)).toHaveLength(5);
    expect(items.filter(({ status, attempts }) => status === 'queued' && attempts === 0)).toHaveLength(35);
  });

  it('are told from items that Oracle fails at: the others are delivered', async () => {
    const ids = await setup.record(20);
    const bad = new Set(ids.slice(0, 6));
    oracle.onDelivery = ({ ids: sent }) => ({ status: sent.some((id) => bad.has(id)) ? 500 : 200 });

    await setup.push.deliverDue();
    expect(await holds()).toMatchObject([{ code: 'PUSH.FAILING' }]);
    await setup.dataSource.query(`UPDATE push_targets SET next_probe_at = now() - interval '1 second'`);
    await setup.push.deliverDue();

    expect(await holds()).toEqual([]);
    const items = await setup.items();
    expect(items.filter(({ status }) => status === 'sent')).toHaveLength(14);
    expect(items.filter(({ status }) => status === 'failed')).toHaveLength(6);
  });
});

describe('a pause', () => {
  let oracle: FakeOracle;
  let setup: PushSetup;

  beforeEach(async () => {
    oracle = await FakeOracle.start();
    setup = await startPush(configuredFor(oracle.url));
  });
  afterEach(async () => {
    await setup.close();
    await oracle.close();
  });

  const statuses = async () => (await setup.items()).map(({ status }) => status);
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const by = 'manager@example.com';

  it('lets everything wait, in every process, and says who paused and how to resume', async () => {
    await setup.record(3);
    const { push: other } = await setup.anotherProcess();
    await setup.control.pause({ reason: 'Oracle is upgraded' }, by);

    await Promise.all([setup.push.deliverDue(), other.deliverDue()]);

    expect(await statuses()).toEqual(['queued', 'queued', 'queued']);
    expect((await setup.status()).holds).toMatchObject([
      {
        code: 'PUSH.PAUSED',
        reason: 'manager@example.com paused deliveries: Oracle is upgraded.',
        action: 'You: press Resume.',
        waiting: 3,
      },
    ]);
    await setup.control.resume(by);
    await setup.push.deliverDue();
    expect(new Set(await statuses())).toEqual(new Set(['sent']));
  });

  it('that is planned is shown, and does nothing yet', async () => {
    await setup.record(1);
    await setup.control.pause({ from: inHours(2), to: inHours(4) }, by);

    await setup.push.deliverDue();

    const { push, holds } = await setup.status();
    expect(await statuses()).toEqual(['sent']);
    expect(push.pause).toMatchObject({ by, reason: null });
    expect(holds).toEqual([]);
  });

  it('ends by itself', async () => {
    await setup.record(1);
    await setup.control.pause({ to: inHours(1) }, by);
    await setup.push.deliverDue();
    expect(await statuses()).toEqual(['queued']);
    await setup.dataSource.query(
      `UPDATE push_targets SET pause_from = now() - interval '2 hours', pause_to = now() - interval '1 second'`,
    );

    await setup.push.deliverDue();

    expect(await statuses()).toEqual(['sent']);
    expect((await setup.status()).holds).toEqual([]);
  });

  it.each([
    ['ends before it begins', { from: '2030-01-02', to: '2030-01-01' }],
    ['is over already', { from: '2020-01-01', to: '2020-01-02' }],
  ])('that %s is refused', async (_case, window) => {
    await expect(setup.control.pause(window, by)).rejects.toThrow('Give a later time');
  });
});
