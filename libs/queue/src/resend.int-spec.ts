import { randomUUID } from 'node:crypto';
import { aQueueItem } from './testing/a-queue-item';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';

describe('sending once more', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const resend = (...items: { recordId: string; revision: number }[]) =>
    stand.dataSource.transaction((manager) => stand.queue.resend(manager, items));
  const withdraw = (recordId: string) =>
    stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));
  const enqueue = (recordId: string, revision: number) =>
    stand.dataSource.transaction((manager) => stand.queue.enqueue(manager, [{ recordId, revision }]));

  async function resentOne() {
    const item = await aQueueItem().sent().save(stand.dataSource);
    await resend(item);
    return item;
  }

  it('puts a sent item back into the line: same item, same revision, due now, behind what is new', async () => {
    const item = await resentOne();
    const live = await aQueueItem().dueIn(-1).save(stand.dataSource);

    const claims = [await stand.queue.claimDue(1), await stand.queue.claimDue(1)];

    expect(claims.flatMap(({ items }) => items)).toMatchObject([
      { id: live.id },
      { id: item.id, recordId: item.recordId, revision: 1, attempts: 0, isAlone: false },
    ]);
  });

  it.each(['queued', 'sending', 'failed', 'dead', 'parked', 'withdrawn'] as const)(
    'leaves an item alone that is %s',
    async (status) => {
      const item = await aQueueItem().in(status).save(stand.dataSource);

      expect(await resend(item)).toBe(0);
      expect(await stand.item(item.id)).toEqual({ ...item });
    },
  );

  it('counts once when two ask at the same moment', async () => {
    const item = await aQueueItem().sent().save(stand.dataSource);

    const counts = await Promise.all([resend(item), resend(item)]);

    expect(counts.sort()).toEqual([0, 1]);
  });

  it('wakes the sender', async () => {
    const item = await aQueueItem().sent().save(stand.dataSource);
    const listener = await stand.listen();

    await resend(item);

    expect(await listener.heard()).toBe(true);
  });

  it('keeps when and under which number Oracle has it, until it is sent anew', async () => {
    const item = await resentOne();
    const waiting = await stand.item(item.id);
    await stand.queue.settle(
      settledAll(await stand.queue.claimDue(1), { move: 'retry', delaySeconds: -1, causeCode: 'PUSH.X' }),
    );
    const failed = await stand.item(item.id);
    await stand.queue.settle(settledAll(await stand.queue.claimDue(1), { move: 'deliver' }));

    expect(waiting).toMatchObject({ status: 'queued', sentAt: item.sentAt, externalId: 'OLC-77' });
    expect(failed).toMatchObject({ status: 'failed', sentAt: item.sentAt, externalId: 'OLC-77' });
    const again = await stand.item(item.id);
    expect(again).toMatchObject({ status: 'sent', externalId: 'OLC-77' });
    expect(again.sentAt!.getTime()).toBeGreaterThan(item.sentAt!.getTime());
  });

  it('still counts the record as one that Oracle has', async () => {
    const { recordId } = await resentOne();

    expect(await stand.queue.neverSent(stand.dataSource.manager, [recordId])).toEqual([]);
  });

  describe('of a completion that is revoked meanwhile', () => {
    it('is called off, and flagged: Oracle has it from the first time', async () => {
      const { id, recordId } = await resentOne();

      const withdrawn = await withdraw(recordId);

      expect(withdrawn).toBe(0);
      const item = await stand.item(id);
      expect(item).toMatchObject({ status: 'sent', externalId: 'OLC-77' });
      expect(item.revokedAt).not.toBeNull();
      expect(await stand.queue.revokedAfterSent()).toBe(1);
      expect((await stand.queue.claimDue(10)).items).toEqual([]);
    });

    it.each(['dead', 'parked'] as const)(
      'is flagged also when the repetition had become %s',
      async (status) => {
        const move = status === 'dead' ? 'give_up' : 'park';
        const { id, recordId } = await resentOne();
        await stand.queue.settle(settledAll(await stand.queue.claimDue(1), { move, causeCode: 'PUSH.X' }));

        await withdraw(recordId);

        expect(await stand.item(id)).toMatchObject({ status: 'sent', causeCode: null });
        expect(await stand.queue.revokedAfterSent()).toBe(1);
      },
    );

    it.each(['retry', 'release', 'deliver'] as const)(
      'is sent and flagged when it was under way, after %s',
      async (move) => {
        const { id, recordId } = await resentOne();
        const claim = await stand.queue.claimDue(1);
        await withdraw(recordId);

        await stand.queue.settle(settledAll(claim, { move, delaySeconds: -1 }));

        expect(await stand.item(id)).toMatchObject({ status: 'sent' });
        expect(await stand.queue.revokedAfterSent()).toBe(1);
        expect((await stand.queue.claimDue(10)).items).toEqual([]);
      },
    );

    it('is sent and flagged when its worker vanished', async () => {
      const { id, recordId } = await resentOne();
      await stand.queue.claimDue(1);
      await withdraw(recordId);
      await stand.runLeasesOut();

      await stand.queue.reclaimExpired();

      expect(await stand.item(id)).toMatchObject({ status: 'sent', leaseId: null });
      expect(await stand.queue.revokedAfterSent()).toBe(1);
    });
  });

  it('gives way to a newer revision, and stays in the story as what Oracle has', async () => {
    const { id, recordId } = await resentOne();

    const count = await enqueue(recordId, 2);

    expect(count).toBe(1);
    expect(await stand.item(id)).toMatchObject({ status: 'sent', revision: 1, externalId: 'OLC-77' });
    expect((await stand.queue.claimDue(10)).items).toMatchObject([{ recordId, revision: 2 }]);
  });

  it('stays in the line when the same revision is queued again', async () => {
    const { id, recordId } = await resentOne();

    expect(await enqueue(recordId, 1)).toBe(0);
    expect(await stand.item(id)).toMatchObject({ status: 'queued' });
  });
});

describe('enqueueing the past', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const backfill = (recordId: string, revision: number) =>
    stand.dataSource.transaction((manager) =>
      stand.queue.enqueueBackfilled(manager, [{ recordId, revision }]),
    );

  it('queues behind what is new', async () => {
    expect(await backfill(randomUUID(), 3)).toBe(1);

    expect(await stand.items()).toMatchObject([{ revision: 3, status: 'queued', isBackfilled: true }]);
  });

  it('renews what was withdrawn, behind what is new', async () => {
    const { id, recordId } = await aQueueItem().in('withdrawn').save(stand.dataSource);

    expect(await backfill(recordId, 2)).toBe(1);
    expect(await stand.item(id)).toMatchObject({ revision: 2, status: 'queued', isBackfilled: true });
  });

  it('lets a change that comes later go first, as any other', async () => {
    const recordId = randomUUID();
    await backfill(recordId, 1);

    await stand.dataSource.transaction((manager) =>
      stand.queue.enqueue(manager, [{ recordId, revision: 2 }]),
    );

    expect(await stand.items()).toMatchObject([{ revision: 2, status: 'queued', isBackfilled: false }]);
  });
});
