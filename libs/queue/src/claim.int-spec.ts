import { aQueueItem } from './testing/a-queue-item';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';
import { LEASE_SECONDS } from './queue.service';

describe('claiming', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const fill = (count: number) =>
    stand.dataSource.query(
      `INSERT INTO queue_items (record_id, revision, status, next_attempt_at)
       SELECT gen_random_uuid(), 1, 'queued', now() - interval '1 minute' FROM generate_series(1, $1)`,
      [count],
    );

  it('takes what is due, oldest first, up to the limit, under one lease', async () => {
    const third = await aQueueItem().dueIn(-10).save(stand.dataSource);
    const first = await aQueueItem().failed({ attempts: 2 }).dueIn(-30).save(stand.dataSource);
    const second = await aQueueItem().dueIn(-20).save(stand.dataSource);

    const { leaseId, items } = await stand.queue.claimDue(2);

    expect(items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    expect(items.find(({ id }) => id === first.id)).toMatchObject({ recordId: first.recordId, attempts: 2 });
    expect(await stand.item(first.id)).toMatchObject({ status: 'sending', leaseId });
    expect(await stand.item(third.id)).toMatchObject({ status: 'queued', leaseId: null });
  });

  it('leaves alone what is not due yet, and what waits for nobody', async () => {
    await aQueueItem().dueIn(60).save(stand.dataSource);
    await aQueueItem().failed({ attempts: 1 }).dueIn(60).save(stand.dataSource);
    for (const status of ['sent', 'dead', 'parked', 'withdrawn'] as const) {
      await aQueueItem().in(status).save(stand.dataSource);
    }

    expect((await stand.queue.claimDue(10)).items).toEqual([]);
  });

  it('is committed on return, with a lease on the clock of the database', async () => {
    await aQueueItem().save(stand.dataSource);
    const other = await stand.anotherProcess();
    const [before] = await other.dataSource.query<[{ now: string }]>('SELECT now()::text AS now');

    const claim = await stand.queue.claimDue(10);

    const [row] = await other.dataSource.query<{ status: string; isLongEnough: boolean; left: number }[]>(
      `SELECT status, lease_expires_at >= $2::timestamptz + make_interval(secs => $3) AS "isLongEnough",
              extract(epoch FROM lease_expires_at - now())::float AS left
         FROM queue_items WHERE id = $1`,
      [claim.items[0]!.id, before.now, LEASE_SECONDS],
    );
    expect(row).toMatchObject({ status: 'sending', isLongEnough: true });
    expect(row!.left).toBeLessThanOrEqual(LEASE_SECONDS);
  });

  it('skips an item that another transaction holds instead of waiting for it', async () => {
    const held = await aQueueItem().dueIn(-20).save(stand.dataSource);
    const free = await aQueueItem().dueIn(-10).save(stand.dataSource);

    const claimed = await stand.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM queue_items WHERE id = $1 FOR UPDATE', [held.id]);
      return stand.queue.claimDue(10);
    });

    expect(claimed.items.map(({ id }) => id)).toEqual([free.id]);
  });

  it('gives each of 1,000 items to exactly one of eight workers that claim at once', async () => {
    await fill(1000);
    const workers = await Promise.all(Array.from({ length: 8 }, () => stand.anotherProcess()));
    const claimSome = async ({ queue }: { queue: QueueStand['queue'] }) =>
      (await queue.claimDue(17)).items.map(({ id }) => id);
    const claimAll = async (worker: { queue: QueueStand['queue'] }) => {
      const ids: string[] = [];
      for (;;) {
        const more = await claimSome(worker);
        if (more.length === 0) return ids;
        ids.push(...more);
      }
    };

    // One that is quick must not have taken all before another has begun.
    const firsts = await Promise.all(workers.map(claimSome));
    const shares = await Promise.all(workers.map(claimAll));

    const ids = [...firsts, ...shares].flat();
    expect(ids).toHaveLength(1000);
    expect(new Set(ids).size).toBe(1000);
    expect(firsts.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
  });

  it('does not send a newer revision while an earlier one is under way: Oracle might end on the earlier', async () => {
    const { recordId } = await aQueueItem().dueIn(-60).save(stand.dataSource);
    const first = await stand.queue.claimDue(10);
    const newer = await aQueueItem().of(recordId, 2).dueIn(-30).save(stand.dataSource);
    const other = await aQueueItem().dueIn(-10).save(stand.dataSource);

    const meanwhile = await stand.queue.claimDue(10);
    await stand.queue.settle(settledAll(first, { move: 'deliver' }));
    const afterwards = await stand.queue.claimDue(10);

    expect(meanwhile.items.map(({ id }) => id)).toEqual([other.id]);
    expect(afterwards.items.map(({ id }) => id)).toEqual([newer.id]);
  });

  describe('beside a backfill', () => {
    const fillPast = (count: number) =>
      stand.dataSource.query(
        `INSERT INTO queue_items (record_id, revision, status, is_backfilled, next_attempt_at)
         SELECT gen_random_uuid(), 1, 'queued', true, now() - interval '1 hour' FROM generate_series(1, $1)`,
        [count],
      );

    it('takes what is new before everything that a backfill queued, however long that waits already', async () => {
      await fillPast(20);
      const live = await aQueueItem().dueIn(-1).save(stand.dataSource);
      const retried = await aQueueItem().failed({ attempts: 1 }).dueIn(-1).save(stand.dataSource);

      const { items } = await stand.queue.claimDue(2);

      expect(items.map(({ id }) => id).sort()).toEqual([live.id, retried.id].sort());
    });

    it('fills up with what the backfill queued, oldest first, and never beyond the limit', async () => {
      const third = await aQueueItem().backfilled().dueIn(-10).save(stand.dataSource);
      const second = await aQueueItem().backfilled().dueIn(-3600).save(stand.dataSource);
      const first = await aQueueItem().dueIn(-1).save(stand.dataSource);

      const claims = [await stand.queue.claimDue(2), await stand.queue.claimDue(2)];

      expect(claims.map(({ items }) => items.map(({ id }) => id).sort())).toEqual([
        [second.id, first.id].sort(),
        [third.id],
      ]);
    });

    it('lets nothing new wait that is not due, and nothing past go before its time', async () => {
      await aQueueItem().dueIn(60).save(stand.dataSource);
      await aQueueItem().backfilled().dueIn(60).save(stand.dataSource);

      expect((await stand.queue.claimDue(10)).items).toEqual([]);
    });

    it('gives each item, new or past, to exactly one of six workers', async () => {
      await fillPast(300);
      await fill(300);
      const workers = await Promise.all(Array.from({ length: 6 }, () => stand.anotherProcess()));
      const claimAll = async ({ queue }: { queue: QueueStand['queue'] }) => {
        const ids: string[] = [];
        for (;;) {
          const { items } = await queue.claimDue(17);
          ids.push(...items.map(({ id }) => id));
          if (items.length === 0) return ids;
        }
      };

      const ids = (await Promise.all(workers.map(claimAll))).flat();

      expect(ids).toHaveLength(600);
      expect(new Set(ids).size).toBe(600);
    });

    it.each([
      ['as many as the statistics know', 300_000, 'ANALYZE queue_items'],
      ['far more than the statistics know', 30_000, 'SELECT 1'],
    ])('reads no more than it claims when there wait %s', async (_what, count, afterFilling) => {
      await stand.dataSource.query(
        `INSERT INTO queue_items (record_id, revision, status)
         SELECT gen_random_uuid(), 1, 'sent' FROM generate_series(1, 20000)`,
      );
      await stand.dataSource.query('ANALYZE queue_items');
      await fillPast(count);
      await fill(20);
      await stand.dataSource.query(afterFilling);
      const { queue, dataSource } = await stand.anotherProcess(1);
      await dataSource.query('BEGIN');

      const { items } = await queue.claimDue(100);
      await queue.nextDueAt();

      const [touched] = await dataSource.query<{ rows: number }[]>(
        `SELECT (seq_tup_read + idx_tup_fetch)::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'queue_items'`,
      );
      expect(items).toHaveLength(100);
      expect(touched!.rows).toBeLessThan(1_000);
    });

    it('says when the next item falls due, be it new or past', async () => {
      const { nextAttemptAt } = await aQueueItem().backfilled().dueIn(60).save(stand.dataSource);
      await aQueueItem().dueIn(120).save(stand.dataSource);

      expect(await stand.queue.nextDueAt()).toEqual(nextAttemptAt);
    });
  });

  it('says when the next item falls due', async () => {
    expect(await stand.queue.nextDueAt()).toBeUndefined();
    await aQueueItem().in('dead').dueIn(-60).save(stand.dataSource);
    const { nextAttemptAt } = await aQueueItem().failed({ attempts: 1 }).dueIn(120).save(stand.dataSource);
    await aQueueItem().dueIn(240).save(stand.dataSource);

    expect(await stand.queue.nextDueAt()).toEqual(nextAttemptAt);
  });
});
