import { randomUUID } from 'node:crypto';
import { aQueueItem } from '../testing/a-queue-item';
import { openQueue, type QueueStand } from '../testing/queue-stand';

const DAY_SECONDS = 24 * 3600;

describe('purging sent items', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const sentDaysAgo = (days: number) => aQueueItem().sent({ secondsAgo: days * DAY_SECONDS });
  const purge = (days: number) => stand.purges.purgeSent(days, 'manager@example.com');
  const latestOf = (recordId: string) => stand.queue.latestOf(stand.dataSource, [recordId]);

  it('counts items as gone at once, and removes them afterwards', async () => {
    await sentDaysAgo(40).save(stand.dataSource);
    const young = await sentDaysAgo(3).save(stand.dataSource);

    expect(await stand.purges.countSent(30)).toBe(1);
    expect(await purge(30)).toBe(1);

    expect((await stand.queue.counts()).sent).toBe(1);
    expect(await stand.items()).toHaveLength(2);
    await stand.purges.removePurged();
    expect((await stand.items()).map(({ id }) => id)).toEqual([young.id]);
    expect((await stand.queue.counts()).sent).toBe(1);
  });

  it('takes nothing that is not sent, and nothing that Oracle should not have', async () => {
    await aQueueItem().failed({ attempts: 3 }).save(stand.dataSource);
    await aQueueItem().in('dead').save(stand.dataSource);
    const flagged = await sentDaysAgo(40).save(stand.dataSource);
    await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [flagged.recordId]));

    expect(await purge(0)).toBe(0);
    await stand.purges.removePurged();

    expect(await stand.items()).toHaveLength(3);
  });

  it('does not count a second time what an earlier purge has still to remove', async () => {
    await sentDaysAgo(40).save(stand.dataSource);
    await sentDaysAgo(3).save(stand.dataSource);
    await purge(30);

    expect(await purge(1)).toBe(1);

    expect((await stand.queue.counts()).sent).toBe(0);
  });

  it('is finished together by several processes, each item once', async () => {
    await stand.dataSource.query(
      `INSERT INTO queue_items (record_id, revision, status, sent_at)
       SELECT gen_random_uuid(), 1, 'sent', now() - interval '40 days' FROM generate_series(1, 45000)`,
    );
    expect(await purge(30)).toBe(45_000);
    const other = await stand.anotherProcess();

    await Promise.all([stand.purges.removePurged(), other.purges.removePurged()]);

    expect(await stand.items()).toEqual([]);
    const [receipts] = await stand.dataSource.query<[{ count: string }]>(
      'SELECT count(*) FROM delivery_receipts',
    );
    expect(receipts.count).toBe('45000');
    expect((await stand.queue.counts()).sent).toBe(0);
  });

  describe('leaves a receipt', () => {
    async function purged() {
      const item = await sentDaysAgo(40).save(stand.dataSource);
      await purge(30);
      await stand.purges.removePurged();
      return item;
    }

    it('by which it is known that Oracle has the completion', async () => {
      const { recordId } = await purged();
      const unknown = randomUUID();

      const never = await stand.dataSource.transaction((manager) =>
        stand.queue.neverSent(manager, [recordId, unknown]),
      );

      expect(never).toEqual([unknown]);
      expect(await latestOf(recordId)).toMatchObject([{ recordId, revision: 1, status: 'sent' }]);
      expect(await stand.listing.deliveriesOf(recordId)).toMatchObject([
        { queueItemId: null, revision: 1, status: 'sent', externalId: 'OLC-77' },
      ]);
    });

    it('that gives way to a newer delivery', async () => {
      const { recordId } = await purged();
      await stand.dataSource.transaction((manager) =>
        stand.queue.enqueue(manager, [{ recordId, revision: 2 }]),
      );

      expect(await latestOf(recordId)).toMatchObject([{ revision: 2, status: 'queued' }]);
    });

    it('that becomes an item again, and flagged, when the site takes the completion back', async () => {
      const { recordId } = await purged();

      await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));

      expect(await stand.items()).toMatchObject([
        { recordId, status: 'sent', externalId: 'OLC-77', revokedAt: expect.any(Date) as Date },
      ]);
    });

    it('that becomes an item again when it is to be sent once more', async () => {
      const { recordId } = await purged();

      await stand.dataSource.transaction((manager) =>
        stand.queue.resend(manager, [{ recordId, revision: 1 }]),
      );

      expect((await stand.queue.claimDue(10)).items).toMatchObject([{ recordId, revision: 1 }]);
    });
  });
});
