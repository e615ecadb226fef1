import { randomUUID } from 'node:crypto';
import { aQueueItem } from './testing/a-queue-item';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';

describe('enqueueing', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const enqueue = (...enqueuings: { recordId: string; revision: number }[]) =>
    stand.dataSource.transaction((manager) => stand.queue.enqueue(manager, enqueuings));

  const revisions = async () => (await stand.items()).map(({ revision, status }) => `${revision} ${status}`);

  it('queues one item a record, due at once, and says how many', async () => {
    const count = await enqueue(
      { recordId: randomUUID(), revision: 1 },
      { recordId: randomUUID(), revision: 4 },
    );

    expect(count).toBe(2);
    expect(await revisions()).toEqual(['1 queued', '4 queued']);
    expect((await stand.queue.claimDue(10)).items).toHaveLength(2);
  });

  it('leaves nothing when the transaction rolls back', async () => {
    const rolledBack = stand.dataSource.transaction(async (manager) => {
      await stand.queue.enqueue(manager, [{ recordId: randomUUID(), revision: 1 }]);
      throw new Error('rolled back');
    });

    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await stand.items()).toEqual([]);
    expect(await stand.queue.counts()).toMatchObject({ queued: 0 });
  });

  it('queues a revision once, however often it is asked for', async () => {
    const wanted = { recordId: randomUUID(), revision: 1 };

    const counts = [await enqueue(wanted), await enqueue(wanted)];

    expect(counts).toEqual([1, 0]);
    expect(await revisions()).toEqual(['1 queued']);
  });

  it('queues a revision once when two ask at the same moment', async () => {
    const other = await stand.anotherProcess();
    const wanted = Array.from({ length: 200 }, () => ({ recordId: randomUUID(), revision: 1 }));

    const counts = await Promise.all([
      enqueue(...wanted),
      other.dataSource.transaction((manager) => other.queue.enqueue(manager, wanted)),
    ]);

    expect(counts[0] + counts[1]).toBe(200);
    expect(await stand.items()).toHaveLength(200);
  });

  it.each(['queued', 'dead', 'parked', 'withdrawn'] as const)(
    'gives the place of a %s item to the newer revision',
    async (status) => {
      const item = await aQueueItem().in(status).dueIn(3600).save(stand.dataSource);

      const count = await enqueue({ recordId: item.recordId, revision: 2 });

      expect(count).toBe(1);
      expect(await revisions()).toEqual(['2 queued']);
    },
  );

  it('begins anew with the newer revision: no attempts, no cause, due now, not alone', async () => {
    const { id, recordId } = await aQueueItem().failed({ attempts: 7 }).dueIn(3600).save(stand.dataSource);

    await enqueue({ recordId, revision: 2 });

    expect(await stand.item(id)).toMatchObject({ revision: 2, attempts: 0, causeCode: null, isAlone: false });
    expect((await stand.queue.claimDue(10)).items).toMatchObject([{ id, revision: 2 }]);
  });

  it('leaves a revision that is being sent alone, and queues the newer one beside it', async () => {
    const item = await aQueueItem().sending().save(stand.dataSource);

    await enqueue({ recordId: item.recordId, revision: 2 });

    expect(await revisions()).toEqual(['1 sending', '2 queued']);
    expect(await stand.item(item.id)).toMatchObject({ leaseId: item.leaseId, revision: 1 });
  });

  it('leaves a revision that was sent in the story, and queues the newer one beside it', async () => {
    const { recordId } = await aQueueItem().in('sent').save(stand.dataSource);

    await enqueue({ recordId, revision: 2 });

    expect(await revisions()).toEqual(['1 sent', '2 queued']);
  });

  it('renews only the latest of several items that were taken back', async () => {
    const recordId = randomUUID();
    await aQueueItem().of(recordId, 1).in('withdrawn').save(stand.dataSource);
    await aQueueItem().of(recordId, 2).in('withdrawn').save(stand.dataSource);

    const count = await enqueue({ recordId, revision: 3 });

    expect(count).toBe(1);
    expect(await revisions()).toEqual(['1 withdrawn', '3 queued']);
  });

  it('goes on after a revision was overtaken while it was being sent', async () => {
    const { recordId } = await aQueueItem().save(stand.dataSource);
    const claim = await stand.queue.claimDue(1);
    await enqueue({ recordId, revision: 2 });
    await stand.queue.settle(settledAll(claim, { move: 'retry' }));

    await enqueue({ recordId, revision: 3 });

    expect(await revisions()).toEqual(['1 withdrawn', '3 queued']);
  });
});

describe('neverSent', () => {
  let stand: QueueStand;

  beforeAll(async () => (stand = await openQueue()));
  afterAll(() => stand.close());

  it.each([
    ['queued', true],
    ['failed', true],
    ['dead', true],
    ['parked', true],
    ['withdrawn', true],
    ['sending', false],
    ['sent', false],
  ] as const)('counts a record whose item is %s as never sent: %s', async (status, isNeverSent) => {
    const { recordId } = await aQueueItem().in(status).save(stand.dataSource);

    const neverSent = await stand.queue.neverSent(stand.dataSource.manager, [recordId]);

    expect(neverSent).toEqual(isNeverSent ? [recordId] : []);
  });

  it('counts a record without items as never sent, and one that was sent before as sent', async () => {
    const [unknown, known] = [randomUUID(), randomUUID()];
    await aQueueItem().of(known, 1).in('sent').save(stand.dataSource);
    await aQueueItem().of(known, 2).save(stand.dataSource);

    expect(await stand.queue.neverSent(stand.dataSource.manager, [known, unknown])).toEqual([unknown]);
  });
});
