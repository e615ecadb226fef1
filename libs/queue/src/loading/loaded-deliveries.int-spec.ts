import { randomUUID } from 'node:crypto';
import { aQueueItem } from '../testing/a-queue-item';
import { openQueue, type QueueStand } from '../testing/queue-stand';
import type { LoadedDelivery } from './loaded-deliveries';

const BATCH = randomUUID();

describe('what a file brought to Oracle', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const load = (recordId: string, more: Partial<LoadedDelivery> = {}) =>
    stand.dataSource.transaction((manager) =>
      stand.loading.noteLoaded(manager, BATCH, [
        { recordId, revision: 1, externalId: 'TR1 (data set 7)', isRevoked: false, ...more },
      ]),
    );
  const refuse = (recordId: string, revision = 1) =>
    stand.dataSource.transaction((manager) =>
      stand.loading.noteRefused(manager, BATCH, [{ recordId, revision, detail: 'No such learner' }]),
    );
  const neverSent = (recordId: string) =>
    stand.dataSource.transaction((manager) => stand.queue.neverSent(manager, [recordId]));

  it.each(['queued', 'failed', 'dead', 'parked'] as const)('is sent when it was %s', async (status) => {
    const { id, recordId } = await aQueueItem().in(status).save(stand.dataSource);

    expect(await load(recordId)).toBe(1);

    expect(await stand.item(id)).toMatchObject({
      status: 'sent',
      causeCode: null,
      externalId: 'TR1 (data set 7)',
      sentAt: expect.any(Date) as Date,
      revokedAt: null,
    });
    expect(await stand.attempts()).toMatchObject([
      { queueItemId: id, outcome: 'loaded', batchId: BATCH, attempt: 1 },
    ]);
    expect(await stand.queue.counts()).toMatchObject({ sent: 1, [status]: 0 });
    expect(await stand.queue.claimDue(10)).toMatchObject({ items: [] });
  });

  it('has an item of its own where none stood in the line, so that nobody takes it for never sent', async () => {
    const recordId = randomUUID();

    await load(recordId, { revision: 3 });

    expect(await stand.items()).toMatchObject([{ recordId, revision: 3, status: 'sent' }]);
    expect(await neverSent(recordId)).toEqual([]);
    expect(await stand.queue.counts()).toMatchObject({ sent: 1 });
  });

  it('changes nothing when it is noted again', async () => {
    const recordId = randomUUID();
    await load(recordId);
    const before = await stand.items();

    expect(await load(recordId, { externalId: 'another' })).toBe(0);
    expect(await stand.items()).toEqual(before);
    expect(await stand.attempts()).toHaveLength(1);
  });

  it('leaves what is being sent to its sender', async () => {
    const { id, recordId } = await aQueueItem().sending().save(stand.dataSource);

    expect([await load(recordId), await refuse(recordId)]).toEqual([0, 0]);
    expect(await stand.item(id)).toMatchObject({ status: 'sending' });
    expect(await stand.items()).toHaveLength(1);
  });

  it('leaves a newer revision in the line', async () => {
    const { id, recordId } = await aQueueItem().of(randomUUID(), 2).save(stand.dataSource);

    await load(recordId);
    await refuse(recordId);

    expect(await stand.item(id)).toMatchObject({ status: 'queued', revision: 2 });
    expect(await stand.items()).toMatchObject([{ revision: 2 }, { revision: 1, status: 'sent' }]);
  });

  it('takes the place of an older revision that waits', async () => {
    const { id, recordId } = await aQueueItem().save(stand.dataSource);

    await load(recordId, { revision: 2 });

    expect(await stand.items()).toMatchObject([{ id, revision: 2, status: 'sent' }]);
  });

  it('is flagged when the site took it back meanwhile', async () => {
    const withdrawn = await aQueueItem().in('withdrawn').save(stand.dataSource);
    const unknown = randomUUID();

    await load(withdrawn.recordId, { isRevoked: true });
    await load(unknown, { isRevoked: true });

    const flagged = { status: 'sent', revokedAt: expect.any(Date) as Date };
    expect(await stand.items()).toMatchObject([flagged, flagged]);
    expect(await stand.queue.revokedAfterSent()).toBe(2);
  });

  it('knows by a receipt that Oracle has it', async () => {
    const { recordId } = await aQueueItem().sent({ secondsAgo: 200_000 }).save(stand.dataSource);
    await stand.purges.purgeSent(1, 'kim@example.com');
    await stand.purges.removePurged();

    expect([await load(recordId), await refuse(recordId)]).toEqual([0, 0]);
    expect(await stand.items()).toEqual([]);
  });

  it.each(['queued', 'failed', 'parked'] as const)(
    'needs attention in Oracle’s words when it was refused while it was %s',
    async (status) => {
      const { id, recordId } = await aQueueItem().in(status).save(stand.dataSource);

      expect(await refuse(recordId)).toBe(1);

      const cause = { causeCode: 'HISTORY.REFUSED', causeDetail: 'No such learner' };
      expect(await stand.item(id)).toMatchObject({ status: 'dead', ...cause });
      expect(await stand.attempts()).toMatchObject([{ outcome: 'rejected', ...cause }]);
      expect(await stand.queue.counts()).toMatchObject({ dead: 1, [status]: 0 });
    },
  );

  it('needs attention although it never stood in the line; what Oracle has, or the site took back, does not', async () => {
    const unknown = randomUUID();
    const sent = await aQueueItem().sent().save(stand.dataSource);
    const withdrawn = await aQueueItem().in('withdrawn').save(stand.dataSource);

    for (const recordId of [unknown, sent.recordId, withdrawn.recordId]) await refuse(recordId);

    expect(await stand.queue.counts()).toMatchObject({ dead: 1, sent: 1, withdrawn: 1 });
  });

  it('can be sent again by a manager after it was refused, and is loaded by the next file', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await refuse(one);
    await refuse(other);

    await stand.requeues.requeue({ statuses: ['dead'], itemIds: [(await stand.items())[0]!.id] });
    await load(other);

    expect(await stand.items()).toMatchObject([{ status: 'queued' }, { status: 'sent', causeCode: null }]);
  });
});
