import { openQueue, type QueueStand } from '../testing/queue-stand';

const DAY_MS = 24 * 3_600_000;

describe('the log of deliveries', () => {
  let stand: QueueStand;

  beforeEach(async () => (stand = await openQueue()));
  afterEach(() => stand.close());

  const logAttempt = (itemId: number, daysAgo: number) =>
    stand.dataSource.query(
      `INSERT INTO delivery_attempts (queue_item_id, attempted_at, attempt, batch_id, outcome)
       VALUES ($1, now() - make_interval(days => $2), 1, gen_random_uuid(), 'delivered')`,
      [itemId, daysAgo],
    );
  const itemsLogged = async () => (await stand.attempts()).map(({ queueItemId }) => Number(queueItemId));
  const partitions = async () => {
    const rows = await stand.dataSource.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
        WHERE inhparent = 'delivery_attempts'::regclass ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('has a partition for today and each of seven days ahead, however many processes make them', async () => {
    const other = await stand.anotherProcess();
    const before = new Date();

    await Promise.all([stand.log.makeAhead(), other.log.makeAhead()]);
    await stand.log.makeAhead();

    const days = (await partitions()).filter((name) => /_\d{8}$/.test(name));
    const after = new Date();
    // Both are the same eight days, unless midnight came in between.
    expect(days).toEqual(expect.arrayContaining(partitionsOf(after, weekAfter(before))));
    expect(partitionsOf(before, weekAfter(after))).toEqual(expect.arrayContaining(days));
  });

  it('moves what was logged without a partition into it', async () => {
    // Tomorrow has one too, and is not over when midnight comes.
    await logAttempt(1, -1);

    await stand.log.makeAhead();

    const [row] = await stand.dataSource.query<[{ place: string }]>(
      'SELECT tableoid::regclass::text AS place FROM delivery_attempts',
    );
    expect(row.place).toMatch(/^delivery_attempts_\d{8}$/);
  });

  it('keeps an attempt of a day that has no partition', async () => {
    await stand.log.makeAhead();
    await logAttempt(7, -30);

    expect(await itemsLogged()).toEqual([7]);
  });

  it('drops whole days, deletes the rest to the second, and says how many attempts are gone', async () => {
    for (const [itemId, daysAgo] of [
      [1, 12],
      [2, 11],
      [3, 9],
      [4, 0],
    ] as const) {
      await logAttempt(itemId, daysAgo);
    }
    await stand.log.makeAhead();

    expect(await stand.purges.countLogs(10)).toBe(2);
    expect(await stand.purges.purgeLogs(10)).toBe(2);

    expect(await itemsLogged()).toEqual([3, 4]);
    expect(await stand.purges.purgeLogs(0)).toBe(2);
    expect(await itemsLogged()).toEqual([]);
  });

  it('drops the partition of a day that is over', async () => {
    await stand.dataSource.query(
      `CREATE TABLE delivery_attempts_20200101 PARTITION OF delivery_attempts
         FOR VALUES FROM ('2020-01-01T00:00:00Z') TO ('2020-01-02T00:00:00Z')`,
    );
    await stand.dataSource.query(
      `INSERT INTO delivery_attempts (queue_item_id, attempted_at, attempt, batch_id, outcome)
       VALUES (1, '2020-01-01T12:00:00Z', 1, gen_random_uuid(), 'delivered')`,
    );

    expect(await stand.purges.purgeLogs(90)).toBe(1);

    expect(await partitions()).not.toContain('delivery_attempts_20200101');
  });
});

function weekAfter(moment: Date): Date {
  return new Date(moment.getTime() + 7 * DAY_MS);
}

/** The names of all days (UTC) from the one of `first` to the one of `last`. */
function partitionsOf(first: Date, last: Date): string[] {
  const names: string[] = [];
  const end = Math.floor(last.getTime() / DAY_MS);
  for (let day = Math.floor(first.getTime() / DAY_MS); day <= end; day += 1)
    names.push(`delivery_attempts_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`);
  return names;
}
