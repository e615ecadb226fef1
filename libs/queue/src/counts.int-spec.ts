import { randomUUID } from 'node:crypto';
import { QUEUE_ITEM_STATUSES } from '@oracle-integration/contracts';
import { createRandom } from '@oracle-integration/testing';
import { settledAll } from './testing/a-settlement';
import { openQueue, type QueueStand } from './testing/queue-stand';

describe('counts', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  /** What counting the rows says. */
  async function counted(): Promise<Record<string, number>> {
    const rows = await stand.dataSource.query<{ status: string; count: number }[]>(
      'SELECT status, count(*)::int FROM queue_items GROUP BY status',
    );
    const none = Object.fromEntries(QUEUE_ITEM_STATUSES.map((status) => [status, 0]));
    return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  }

  async function flagged(): Promise<{ flagged: number } | undefined> {
    const [row] = await stand.dataSource.query<{ flagged: number }[]>(
      `SELECT count(*)::int AS flagged FROM queue_items WHERE status = 'sent' AND revoked_at IS NOT NULL`,
    );
    return row;
  }

  it('are all zero in an empty queue', async () => {
    expect(await stand.queue.counts()).toEqual(await counted());
  });

  it.each([1, 2, 3])('equal a real count after every one of many random moves (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const records: { recordId: string; revision: number }[] = [];
    const some = () => records.filter(() => random.chance(0.2));
    const inTransaction = stand.dataSource.transaction.bind(stand.dataSource);
    const moves = [
      async () => {
        records.push(
          ...Array.from({ length: random.integer(1, 12) }, () => ({ recordId: randomUUID(), revision: 1 })),
        );
        await inTransaction((manager) => stand.queue.enqueue(manager, records.slice(-12)));
      },
      async () => {
        const renewed = some().map((record) => ((record.revision += 1), { ...record }));
        await inTransaction((manager) => stand.queue.enqueue(manager, renewed));
      },
      () =>
        inTransaction((manager) =>
          stand.queue.withdraw(
            manager,
            some().map(({ recordId }) => recordId),
          ),
        ),
      () =>
        inTransaction(async (manager) => {
          const latest = await stand.queue.latestOf(
            manager,
            some().map(({ recordId }) => recordId),
          );
          await stand.queue.resend(manager, latest);
        }),
      async () => {
        const claim = await stand.queue.claimDue(random.integer(1, 15));
        const move = random.pick(['deliver', 'retry', 'give_up', 'park', 'release'] as const);
        if (random.chance(0.8)) await stand.queue.settle(settledAll(claim, { move, delaySeconds: -1 }));
      },
      async () => {
        await stand.runLeasesOut();
        await stand.queue.reclaimExpired();
      },
      () => stand.tallies.compact(),
      () => stand.dataSource.query(`DELETE FROM queue_items WHERE status = 'sent' AND id % 3 = 0`),
    ] as const;

    const seen = new Set<string>();
    for (let step = 0; step < 80; step += 1) {
      await random.pick(moves)();
      expect({ step, ...(await stand.queue.counts()) }).toEqual({ step, ...(await counted()) });
      for (const [status, count] of Object.entries(await counted())) if (count > 0) seen.add(status);
      expect({ step, flagged: await stand.queue.revokedAfterSent() }).toEqual({ step, ...(await flagged()) });
    }

    expect(seen.size).toBeGreaterThan(4);
  });
});
