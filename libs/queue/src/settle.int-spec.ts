import { type LogLines, recordLogLines, waitUntil } from '@oracle-integration/testing';
import { aQueueItem } from './testing/a-queue-item';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';

describe('settling', () => {
  let stand: QueueStand;
  let log: LogLines;

  beforeEach(async () => {
    log = recordLogLines();
    stand = await openQueue();
  });
  afterEach(async () => {
    await stand.close();
    log.stop();
  });

  async function claimedOne() {
    const { id, recordId } = await aQueueItem().save(stand.dataSource);
    return { id, recordId, claim: await stand.queue.claimDue(1) };
  }

  async function isAnyWaitingForALock(): Promise<boolean> {
    const rows: unknown[] = await stand.dataSource.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  }

  const enqueue = (recordId: string, revision: number) =>
    stand.dataSource.transaction((manager) => stand.queue.enqueue(manager, [{ recordId, revision }]));
  const withdraw = (recordId: string) =>
    stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));

  it('writes down a delivery: status, number at Oracle, when, and the attempt', async () => {
    const { id, claim } = await claimedOne();
    const batch = settledAll(claim, { move: 'deliver', externalId: 'OLC-77', httpStatus: 201 });
    const before = Date.now();

    await stand.queue.settle(batch);

    const item = await stand.item(id);
    expect(item).toMatchObject({
      status: 'sent',
      attempts: 1,
      externalId: 'OLC-77',
      leaseId: null,
      leaseExpiresAt: null,
    });
    expect(item.sentAt!.getTime()).toBeGreaterThanOrEqual(before);
    expect(item.sentAt!.getTime()).toBeLessThanOrEqual(Date.now() + 1);
    expect(await stand.attempts()).toMatchObject([
      {
        queueItemId: id,
        attempt: 1,
        batchId: batch.settlements[0]!.batchId,
        outcome: 'delivered',
        httpStatus: 201,
        causeCode: null,
      },
    ]);
  });

  it('writes down a failure: cause, attempt, and when the next try falls due', async () => {
    const { id, claim } = await claimedOne();
    const cause = { causeCode: 'PUSH.SERVER_ERROR', causeDetail: 'Oracle answered 500', httpStatus: 500 };
    const before = Date.now();

    await stand.queue.settle(
      settledAll(claim, { move: 'retry', delaySeconds: 300, isAlone: true, ...cause }),
    );

    const { httpStatus, ...causeOfItem } = cause;
    const item = await stand.item(id);
    expect(item).toMatchObject({
      status: 'failed',
      attempts: 1,
      isAlone: true,
      sentAt: null,
      ...causeOfItem,
    });
    expect(item.nextAttemptAt.getTime()).toBeGreaterThanOrEqual(before + 300_000);
    expect(item.nextAttemptAt.getTime()).toBeLessThanOrEqual(Date.now() + 300_001);
    expect(await stand.attempts()).toMatchObject([
      { attempt: 1, outcome: 'retry', httpStatus, ...causeOfItem },
    ]);
  });

  it.each([
    ['give_up', 'dead'],
    ['park', 'parked'],
  ] as const)('leaves an item after %s as %s, which nobody claims', async (move, status) => {
    const { id, claim } = await claimedOne();

    await stand.queue.settle(settledAll(claim, { move }));

    expect(await stand.item(id)).toMatchObject({ status, attempts: 1 });
    expect((await stand.queue.claimDue(10)).items).toEqual([]);
  });

  it('puts an item back into the line without an attempt when the target was in trouble', async () => {
    const { id, claim } = await claimedOne();

    await stand.queue.settle(settledAll(claim, { move: 'release', isAttempt: false }));

    expect(await stand.item(id)).toMatchObject({ status: 'queued', attempts: 0 });
    expect(await stand.attempts()).toEqual([]);
    expect((await stand.queue.claimDue(10)).items).toMatchObject([{ id }]);
  });

  it('counts the attempts of one item up', async () => {
    await aQueueItem().save(stand.dataSource);

    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await stand.queue.settle(
        settledAll(await stand.queue.claimDue(1), { move: 'retry', delaySeconds: -1 }),
      );
    }

    expect((await stand.attempts()).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect((await stand.items())[0]).toMatchObject({ attempts: 3 });
  });

  it('keeps the number Oracle gave when a later answer has none', async () => {
    const { id, claim } = await claimedOne();
    await stand.queue.settle(settledAll(claim, { move: 'retry', externalId: 'OLC-77', delaySeconds: -1 }));

    await stand.queue.settle(settledAll(await stand.queue.claimDue(1), { move: 'deliver' }));

    expect(await stand.item(id)).toMatchObject({ externalId: 'OLC-77' });
  });

  it('settles each item of a batch by its own outcome', async () => {
    await aQueueItem().dueIn(-20).save(stand.dataSource);
    await aQueueItem().dueIn(-10).save(stand.dataSource);
    const claim = await stand.queue.claimDue(2);
    const [first, second] = settledAll(claim, { move: 'deliver' }).settlements;

    const settlements = [first!, { ...second!, move: 'park' as const }];
    await stand.queue.settle({ ...settledAll(claim, { move: 'deliver' }), settlements });

    expect(await stand.item(first!.id)).toMatchObject({ status: 'sent' });
    expect(await stand.item(second!.id)).toMatchObject({ status: 'parked' });
  });

  it('settles although the answer holds characters that PostgreSQL cannot store', async () => {
    const { id, claim } = await claimedOne();
    const hostile = 'torn \u0000 by \ud800 a proxy \u{1f600}';

    await stand.queue.settle(
      settledAll(claim, { move: 'park', causeDetail: hostile, externalId: '7\u0000' }),
    );

    expect(await stand.item(id)).toMatchObject({
      status: 'parked',
      causeDetail: 'torn \ufffd by \ufffd a proxy \u{1f600}',
      externalId: '7\ufffd',
    });
  });

  describe('late', () => {
    it('frees the items of a worker that vanished, with no attempt counted', async () => {
      const { id } = await claimedOne();
      await stand.runLeasesOut();

      const count = await stand.queue.reclaimExpired();

      expect(count).toBe(1);
      expect(await stand.item(id)).toMatchObject({ status: 'queued', attempts: 0, leaseId: null });
      expect((await stand.queue.claimDue(1)).items).toMatchObject([{ id }]);
    });

    it('leaves alone what is held under a lease that has not run out', async () => {
      const { id } = await claimedOne();

      expect(await stand.queue.reclaimExpired()).toBe(0);
      expect(await stand.item(id)).toMatchObject({ status: 'sending' });
    });

    it('frees each item once when several workers sweep at the same moment', async () => {
      for (let index = 0; index < 20; index += 1)
        await aQueueItem().sending({ leaseSeconds: -1 }).save(stand.dataSource);
      const others = await Promise.all([
        stand.anotherProcess(),
        stand.anotherProcess(),
        stand.anotherProcess(),
      ]);

      const counts = await Promise.all(others.map(({ queue }) => queue.reclaimExpired()));

      expect(counts.reduce((sum, count) => sum + count)).toBe(20);
    });

    it('changes nothing and logs no attempt when the item is in the line again', async () => {
      const { id, claim } = await claimedOne();
      await stand.runLeasesOut();
      await stand.queue.reclaimExpired();
      const before = await stand.item(id);

      await stand.queue.settle(settledAll(claim, { move: 'deliver', externalId: 'late' }));

      expect(await stand.item(id)).toEqual(before);
      expect(await stand.attempts()).toEqual([]);
      expect(log.lines).toEqual([expect.stringMatching(/^warn 1 items had passed to another worker/)]);
    });

    it('changes nothing when another worker holds the item now', async () => {
      const { id, claim } = await claimedOne();
      await stand.runLeasesOut();
      await stand.queue.reclaimExpired();
      const { leaseId } = await stand.queue.claimDue(1);

      await stand.queue.settle(settledAll(claim, { move: 'give_up' }));

      expect(await stand.item(id)).toMatchObject({ status: 'sending', leaseId });
      expect(await stand.attempts()).toEqual([]);
    });

    it('is written down once when it is settled twice', async () => {
      const { claim } = await claimedOne();
      const batch = settledAll(claim, { move: 'retry' });

      await Promise.all([stand.queue.settle(batch), stand.queue.settle(batch)]);

      expect(await stand.attempts()).toHaveLength(1);
    });
  });

  describe('overtaken by a newer revision', () => {
    it.each(['retry', 'release', 'give_up', 'park'] as const)(
      'withdraws the earlier one after %s: the newer goes out instead',
      async (move) => {
        const { id, recordId, claim } = await claimedOne();
        await enqueue(recordId, 2);

        await stand.queue.settle(settledAll(claim, { move, delaySeconds: -1 }));

        expect(await stand.item(id)).toMatchObject({ status: 'withdrawn' });
        expect((await stand.queue.claimDue(10)).items).toMatchObject([{ recordId, revision: 2 }]);
      },
    );

    it('writes down that the earlier one was delivered, when it was', async () => {
      const { id, recordId, claim } = await claimedOne();
      await enqueue(recordId, 2);

      await stand.queue.settle(settledAll(claim, { move: 'deliver' }));

      expect(await stand.item(id)).toMatchObject({ status: 'sent' });
      expect((await stand.queue.claimDue(10)).items).toMatchObject([{ recordId, revision: 2 }]);
    });

    it('withdraws the earlier one when its worker vanished', async () => {
      const { id, recordId } = await claimedOne();
      await enqueue(recordId, 2);
      await stand.runLeasesOut();

      await stand.queue.reclaimExpired();

      expect(await stand.item(id)).toMatchObject({ status: 'withdrawn' });
      expect((await stand.queue.claimDue(10)).items).toMatchObject([{ recordId, revision: 2 }]);
    });

    it('never leaves two items of a record in the line, whichever is committed first', async () => {
      for (let round = 0; round < 40; round += 1) {
        const { recordId, claim } = await claimedOne();

        await Promise.all([enqueue(recordId, 2), stand.queue.settle(settledAll(claim, { move: 'retry' }))]);

        const waiting = (await stand.items()).filter(
          ({ status }) => status === 'queued' || status === 'failed',
        );
        expect(waiting).toMatchObject([{ recordId, revision: 2, status: 'queued' }]);
        await stand.dataSource.query('DELETE FROM queue_items');
      }
    });

    it('waits for the newer revision to be committed before it decides', async () => {
      const { id, recordId, claim } = await claimedOne();
      let isSettled = false;

      const { settling } = await stand.dataSource.transaction(async (manager) => {
        // Or PostgreSQL ends it when what is waited for takes more than 15 s.
        await manager.query('SET LOCAL idle_in_transaction_session_timeout = 0');
        await stand.queue.enqueue(manager, [{ recordId, revision: 2 }]);
        const settling = stand.queue
          .settle(settledAll(claim, { move: 'retry' }))
          .finally(() => (isSettled = true));
        await waitUntil(async () => isSettled || (await isAnyWaitingForALock()), Boolean);
        return { settling };
      });
      await settling;

      expect(await stand.item(id)).toMatchObject({ status: 'withdrawn' });
    });
  });

  describe('revoked while it is being sent', () => {
    it('is not tried again after a failure', async () => {
      const { id, recordId, claim } = await claimedOne();
      await withdraw(recordId);

      await stand.queue.settle(settledAll(claim, { move: 'retry', delaySeconds: -1 }));

      expect(await stand.item(id)).toMatchObject({ status: 'withdrawn' });
    });

    it('is not tried again when its worker vanished', async () => {
      const { id, recordId } = await claimedOne();
      await withdraw(recordId);
      await stand.runLeasesOut();

      await stand.queue.reclaimExpired();

      expect(await stand.item(id)).toMatchObject({ status: 'withdrawn' });
    });

    it('counts as never sent, so that it is queued when the completion is there again', async () => {
      const { recordId } = await claimedOne();
      await withdraw(recordId);

      expect(await stand.queue.neverSent(stand.dataSource.manager, [recordId])).toEqual([recordId]);
    });
  });
});

describe('withdrawing', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  it.each([
    ['queued', 'withdrawn'],
    ['failed', 'withdrawn'],
    ['dead', 'withdrawn'],
    ['parked', 'withdrawn'],
    ['sending', 'sending'],
    ['sent', 'sent'],
  ] as const)('leaves an item that is %s as %s', async (before, after) => {
    const { id, recordId } = await aQueueItem().in(before).save(stand.dataSource);
    const bystander = await aQueueItem().in(before).save(stand.dataSource);

    const count = await stand.dataSource.transaction((manager) => stand.queue.withdraw(manager, [recordId]));

    expect(count).toBe(after === 'withdrawn' ? 1 : 0);
    expect(await stand.item(id)).toMatchObject({ status: after });
    expect(await stand.item(bystander.id)).toMatchObject({ status: before });
  });
});
