import { randomUUID } from 'node:crypto';
import { aQueueItem } from './testing/a-queue-item';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';

describe('the history of deliveries', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  describe('latestOf', () => {
    it('tells the latest delivery of each record, and nothing of those without', async () => {
      const [one, other, unknown] = [randomUUID(), randomUUID(), randomUUID()];
      await aQueueItem().of(one, 1).sent().save(stand.dataSource);
      await aQueueItem().of(one, 2).failed({ attempts: 1 }).save(stand.dataSource);
      const sent = await aQueueItem().of(other, 4).sent().save(stand.dataSource);

      const latest = await stand.queue.latestOf(stand.dataSource, [one, other, unknown]);

      expect(latest).toHaveLength(2);
      expect(latest.find(({ recordId }) => recordId === one)).toMatchObject({
        status: 'failed',
        causeCode: 'PUSH.ITEM_REFUSED',
        sentAt: null,
      });
      expect(latest.find(({ recordId }) => recordId === other)).toMatchObject({
        revision: sent.revision,
        status: 'sent',
        sentAt: sent.sentAt,
      });
    });

    it('asks nothing about nothing', async () => {
      expect(await stand.queue.latestOf(stand.dataSource, [])).toEqual([]);
    });
  });

  describe('deliveriesOf', () => {
    it('tells every delivery of a record in the order of its revisions', async () => {
      const recordId = randomUUID();
      await aQueueItem().of(recordId, 3).dueIn(60).save(stand.dataSource);
      await aQueueItem().of(recordId, 1).sent().save(stand.dataSource);
      await aQueueItem().save(stand.dataSource);

      const deliveries = await stand.listing.deliveriesOf(recordId);

      const [first, second] = await stand.items();
      expect(deliveries).toEqual([
        {
          queueItemId: second!.id,
          revision: 1,
          status: 'sent',
          attempts: 0,
          createdAt: second!.createdAt.toISOString(),
          sentAt: second!.sentAt!.toISOString(),
          nextAttemptAt: null,
          externalId: 'OLC-77',
          causeCode: null,
          causeDetail: null,
          revokedAt: null,
          history: [],
        },
        expect.objectContaining({
          queueItemId: first!.id,
          revision: 3,
          nextAttemptAt: first!.nextAttemptAt.toISOString(),
          sentAt: null,
        }),
      ]);
    });

    it('names no next attempt of what is being sent for the last time', async () => {
      const { recordId } = await aQueueItem().save(stand.dataSource);
      await stand.queue.claimDue(1);
      await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));

      expect(await stand.listing.deliveriesOf(recordId)).toMatchObject([
        { status: 'sending', nextAttemptAt: null },
      ]);
    });
  });

  describe('revokedItems', () => {
    async function revokeAll(count: number): Promise<string[]> {
      const recordIds = Array.from({ length: count }, () => randomUUID());
      for (const recordId of recordIds) await aQueueItem().of(recordId).sent().save(stand.dataSource);
      await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, recordIds));
      return recordIds;
    }

    it('lists what Oracle has though it was taken back, with its number there', async () => {
      const before = Date.now();
      const [recordId] = await revokeAll(1);
      await aQueueItem().sent().save(stand.dataSource);
      const { recordId: unsent } = await aQueueItem().save(stand.dataSource);
      await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [unsent]));

      const items = await stand.queue.revokedItems(undefined, 10);

      expect(items).toMatchObject([{ recordId, revision: 1, externalId: 'OLC-77' }]);
      expect(items[0]!.revokedAt.getTime()).toBeGreaterThanOrEqual(before);
      expect(items[0]!.revokedAt.getTime()).toBeLessThanOrEqual(Date.now() + 1);
    });

    it('leaves out what failed while it was being sent, since Oracle does not have it', async () => {
      const { recordId } = await aQueueItem().save(stand.dataSource);
      const claim = await stand.queue.claimDue(1);
      await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));
      await stand.queue.settle(settledAll(claim, { move: 'retry' }));

      expect(await stand.queue.revokedItems(undefined, 10)).toEqual([]);
    });

    it('pages through many of the same microsecond without losing or repeating one', async () => {
      const recordIds = await revokeAll(7);
      recordIds.push(...(await revokeAll(4)));
      const seen: string[] = [];

      for (let after: Parameters<typeof stand.queue.revokedItems>[0]; ;) {
        const page = await stand.queue.revokedItems(after, 3);
        if (page.length === 0) break;
        seen.push(...page.map(({ recordId }) => recordId));
        after = page.at(-1)!.position;
      }

      expect(seen).toHaveLength(11);
      expect([...seen].sort()).toEqual([...recordIds].sort());
    });

    it('forgets what is there again', async () => {
      const [recordId] = await revokeAll(1);

      await stand.dataSource.transaction((manager) => stand.queue.reinstate(manager, [recordId!]));

      expect(await stand.queue.revokedItems(undefined, 10)).toEqual([]);
      expect(await stand.queue.revokedAfterSent()).toBe(0);
    });
  });
});
