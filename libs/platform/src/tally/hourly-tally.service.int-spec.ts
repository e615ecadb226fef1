import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { HourlyTallyService } from './hourly-tally.service';

describe('HourlyTallyService', () => {
  let database: ScratchDatabase;
  let hours: HourlyTallyService;

  beforeEach(async () => {
    database = await openScratchDatabase();
    hours = new HourlyTallyService(database.dataSource);
  });
  afterEach(() => database.close());

  const hoursAgo = (count: number) => new Date(Date.now() - count * 3_600_000);
  const addAt = (at: Date, counter: string, delta: number) =>
    database.dataSource.query(
      `INSERT INTO hourly_counts (hour, counter, delta) VALUES (date_trunc('hour', $1::timestamptz), $2, $3)`,
      [at, counter, delta],
    );
  async function rowCount(): Promise<number> {
    const [row] = await database.dataSource.query<[{ count: number }]>(
      'SELECT count(*)::int FROM hourly_counts',
    );
    return row.count;
  }

  it('counts by hour and counter what was added', async () => {
    const [earlier, since] = [hoursAgo(3), hoursAgo(2)];
    for (const delta of [5, 2]) await addAt(earlier, 'delivered', delta);
    await addAt(earlier, 'failed', 1);
    await hours.add('delivered', 4);

    const counts = await hours.read('delivered', hoursAgo(5));

    expect(counts.map(({ count }) => count).sort()).toEqual([4, 7]);
    expect(counts.every(({ hour }) => hour.getTime() % 3_600_000 === 0)).toBe(true);
    expect(await hours.read('delivered', since)).toMatchObject([{ count: 4 }]);
  });

  it('folds what several processes add meanwhile, and loses none of it', async () => {
    const other = new HourlyTallyService(await database.connect());
    const add = async () => {
      for (let step = 0; step < 40; step += 1) await hours.add('delivered', 1);
    };
    const compact = async (service: HourlyTallyService) => {
      for (let step = 0; step < 15; step += 1) await service.compact();
    };

    await Promise.all([add(), add(), compact(hours), compact(other)]);
    await hours.compact();

    const counts = await hours.read('delivered', hoursAgo(2));
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(80);
    expect(await rowCount()).toBe(counts.length);
  });

  it('drops what is older than any chart, and leaves older hours as they are folded', async () => {
    await addAt(hoursAgo(24 * 41), 'delivered', 1);
    await addAt(hoursAgo(24 * 39), 'delivered', 1);

    await hours.compact();

    expect(await hours.read('delivered', new Date(0))).toHaveLength(1);
  });
});
