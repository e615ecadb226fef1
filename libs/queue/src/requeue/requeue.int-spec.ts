import { requeueSpreadSeconds } from './requeue-spread';
import { aQueueItem } from '../testing/a-queue-item';
import { openQueue, type QueueStand } from '../testing/queue-stand';

describe('requeueing', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const statuses = async () => (await stand.items()).map(({ status }) => status);

  it('puts failed and dead items back as if they were new, and wakes the sender', async () => {
    const { heard } = await stand.listen();
    await aQueueItem().failed({ attempts: 11 }).dueIn(3600).save(stand.dataSource);
    await aQueueItem().in('dead').save(stand.dataSource);

    const result = await stand.requeues.requeue({ statuses: ['failed', 'dead'] });

    expect(result).toEqual({ requeued: 2, spreadSeconds: 0 });
    expect(await stand.items()).toMatchObject([
      { status: 'queued', attempts: 0, causeCode: null },
      { status: 'queued', attempts: 0 },
    ]);
    expect((await stand.queue.claimDue(10)).items).toHaveLength(2);
    expect(await heard()).toBe(true);
  });

  it('never touches what is sent, under way, withdrawn, or of a status that was not asked for', async () => {
    await aQueueItem().sent().save(stand.dataSource);
    await aQueueItem().sending().save(stand.dataSource);
    await aQueueItem().in('withdrawn').save(stand.dataSource);
    await aQueueItem().in('parked').save(stand.dataSource);

    expect(await stand.requeues.requeue({ statuses: ['failed', 'dead'] })).toMatchObject({ requeued: 0 });

    expect(await statuses()).toEqual(['sent', 'sending', 'withdrawn', 'parked']);
  });

  it('takes a whole cause, or single items', async () => {
    const [first, second] = [
      await aQueueItem().failed({ attempts: 1 }).save(stand.dataSource),
      await aQueueItem().failed({ attempts: 1 }).save(stand.dataSource),
    ];
    await stand.dataSource.query(`UPDATE queue_items SET cause_code = 'PUSH.REJECTED' WHERE id = $1`, [
      second.id,
    ]);

    const byCause = { statuses: ['failed'] as const, causeCode: 'PUSH.REJECTED' };
    expect(await stand.requeues.preview(byCause)).toMatchObject({ requeued: 1 });
    expect(await stand.requeues.requeue(byCause)).toMatchObject({ requeued: 1 });
    expect(await statuses()).toEqual(['failed', 'queued']);
    expect(await stand.requeues.requeue({ statuses: ['failed'], itemIds: [second.id] })).toMatchObject({
      requeued: 0,
    });
    expect(await stand.requeues.requeue({ statuses: ['failed'], itemIds: [first.id] })).toMatchObject({
      requeued: 1,
    });
  });

  it('spreads many, so that a recovered Oracle is not flooded', async () => {
    await stand.dataSource.query(
      `INSERT INTO queue_items (record_id, revision, status) SELECT gen_random_uuid(), 1, 'dead' FROM generate_series(1, 3000)`,
    );

    const { requeued, spreadSeconds } = await stand.requeues.requeue({ statuses: ['dead'] });

    expect({ requeued, spreadSeconds }).toEqual({ requeued: 3_000, spreadSeconds: 60 });
    const [{ due, last }] = await stand.dataSource.query<[{ due: number; last: number }]>(
      `SELECT count(*) FILTER (WHERE next_attempt_at <= first + interval '30 seconds')::int AS due,
              extract(epoch FROM max(next_attempt_at) - min(first))::float8 AS last
         FROM queue_items, (SELECT min(next_attempt_at) AS first FROM queue_items) AS earliest`,
    );
    expect(due).toBeGreaterThan(1_300);
    expect(due).toBeLessThan(1_700);
    expect(last).toBeLessThanOrEqual(60);
  });

  it.each([
    [0, 0],
    [50, 0],
    [51, 2],
    [1_240, 25],
    [5_000_000, 1_800],
  ])('%d items are spread over %d seconds', (items, seconds) => {
    expect(requeueSpreadSeconds(items)).toBe(seconds);
  });
});
