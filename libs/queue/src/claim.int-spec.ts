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

    const claim = await stand.queue.claimDue(10);

    const [row] = await other.dataSource.query<{ status: string; left: number }[]>(
      'SELECT status, extract(epoch FROM lease_expires_at - now())::float AS left FROM queue_items WHERE id = $1',
      [claim.items[0]!.id],
    );
    expect(row!.status).toBe('sending');
    expect(row!.left).toBeGreaterThan(LEASE_SECONDS - 10);
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
    const claimAll = async ({ queue }: { queue: QueueStand['queue'] }) => {
      const ids: string[] = [];
      for (;;) {
        const { items } = await queue.claimDue(17);
        if (items.length === 0) return ids;
        ids.push(...items.map(({ id }) => id));
      }
    };

    const shares = await Promise.all(workers.map(claimAll));

    const ids = shares.flat();
    expect(ids).toHaveLength(1000);
    expect(new Set(ids).size).toBe(1000);
    expect(shares.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
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

  it('says when the next item falls due', async () => {
    expect(await stand.queue.nextDueAt()).toBeUndefined();
    await aQueueItem().in('dead').dueIn(-60).save(stand.dataSource);
    const { nextAttemptAt } = await aQueueItem().failed({ attempts: 1 }).dueIn(120).save(stand.dataSource);
    await aQueueItem().dueIn(240).save(stand.dataSource);

    expect(await stand.queue.nextDueAt()).toEqual(nextAttemptAt);
  });
});
