import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '@oracle-integration/testing';
import { buildDataSourceOptions } from '../database/data-source-options';
import { PreparedWrite } from '../database/prepared-query';
import { PLATFORM_ENTITIES } from '../platform.entities';
import { RateBudgetRepository, type RateGrant } from './rate-budget.repository';
import { RateLimiter, type RateStanding } from './rate-limiter';

/** Counts how often the database is asked. */
class CountedBudgets extends RateBudgetRepository {
  asked = 0;

  override take(key: string, limit: number, wanted: number): Promise<RateGrant> {
    this.asked += 1;
    return super.take(key, limit, wanted);
  }
}

describe('RateLimiter', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let writes: PreparedWrite[];

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(
      buildDataSourceOptions({ url: database.url, entities: [...PLATFORM_ENTITIES], migrations: [] }),
    ).initialize();
    writes = [];
  });

  afterAll(async () => {
    await Promise.all(writes.map((write) => write.onApplicationShutdown()));
    await dataSource.destroy();
    await database.drop();
  });

  /** What another process would have: its own connections, its own permits. */
  function aProcess(): { limiter: RateLimiter; budgets: CountedBudgets } {
    const write = new PreparedWrite(dataSource);
    writes.push(write);
    const budgets = new CountedBudgets(write, dataSource);
    return { limiter: new RateLimiter(budgets), budgets };
  }

  const letWindowEnd = (key: string) =>
    dataSource.query(`UPDATE rate_budgets SET window_ends_at = now() WHERE key = $1`, [key]);
  /** Begins a window that lasts nearly two minutes, the longest that is believed: a slow machine must get through. */
  const beginLongWindow = (key: string) =>
    dataSource.query(
      `INSERT INTO rate_budgets (key, window_ends_at, taken, granted) VALUES ($1, now() + interval '119 seconds', 0, 0)`,
      [key],
    );
  const allowed = (standings: RateStanding[]) => standings.filter(({ isAllowed }) => isAllowed).length;
  const many = (count: number, take: () => Promise<RateStanding>) =>
    Promise.all(Array.from({ length: count }, take));

  it('lets through as many as the limit says, and tells what is left and until when', async () => {
    const { limiter } = aProcess();
    const standings: RateStanding[] = [];

    for (let request = 0; request < 4; request += 1) standings.push(await limiter.take('plain', 3));

    expect(standings.map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(
      standings.every(({ limit, resetSeconds }) => limit === 3 && resetSeconds > 0 && resetSeconds <= 60),
    ).toBe(true);
  });

  it.each([1, 10, 64, 1_000, 20_000])(
    'keeps a limit of %d to the last request over two processes',
    async (limit) => {
      const [one, two] = [aProcess().limiter, aProcess().limiter];
      const key = `shared:${limit}`;
      await beginLongWindow(key);

      const standings = await Promise.all([
        many(limit, () => one.take(key, limit)),
        many(limit, () => two.take(key, limit)),
      ]);

      expect(allowed(standings.flat())).toBe(limit);
    },
  );

  it('asks the database seldom: for a large budget one request in a hundred at most, and not at all when it is spent', async () => {
    const { limiter, budgets } = aProcess();
    await beginLongWindow('seldom');
    for (let request = 0; request < 60_000; request += 1) await limiter.take('seldom', 60_000);
    const whileThereWas = budgets.asked;

    const refused = await many(1_000, () => limiter.take('seldom', 60_000));

    expect(whileThereWas).toBeLessThan(600);
    expect(allowed(refused)).toBe(0);
    expect(budgets.asked).toBe(whileThereWas);
  });

  it('counts each key for itself', async () => {
    const { limiter } = aProcess();
    await limiter.take('one', 1);

    expect((await limiter.take('one', 1)).isAllowed).toBe(false);
    expect((await limiter.take('other', 1)).isAllowed).toBe(true);
  });

  it('starts anew when the window is over', async () => {
    const before = aProcess();
    await many(10, () => before.limiter.take('anew', 10));
    await letWindowEnd('anew');
    const { limiter } = aProcess();

    const standings = await many(11, () => limiter.take('anew', 10));

    expect(allowed(standings)).toBe(10);
  });

  it('counts on in a window that another process began while this one waited for it', async () => {
    const first = aProcess();
    await many(3, () => first.limiter.take('overtaken', 10));
    await dataSource.query(
      `UPDATE rate_budgets SET window_ends_at = now() + interval '61 seconds' WHERE key = 'overtaken'`,
    );

    const standings = await many(10, () => aProcess().limiter.take('overtaken', 10));

    expect(allowed(standings)).toBeLessThan(10);
  });

  it('begins a window anew when the clock was set back', async () => {
    await aProcess().limiter.take('set back', 1);
    await dataSource.query(
      `UPDATE rate_budgets SET window_ends_at = now() + interval '1 day' WHERE key = 'set back'`,
    );

    expect((await aProcess().limiter.take('set back', 1)).isAllowed).toBe(true);
  });

  it('follows a limit that is changed while the window runs', async () => {
    const { limiter } = aProcess();
    await many(5, () => limiter.take('changed', 10));

    const lowered = await limiter.take('changed', 5);
    const raised = await many(20, () => limiter.take('changed', 15));

    expect(lowered.isAllowed).toBe(false);
    expect(allowed(raised)).toBeLessThanOrEqual(10);
    expect(allowed(raised)).toBeGreaterThanOrEqual(9);
  });

  it('fails for those who ask when the database does not answer, and goes on afterwards', async () => {
    const { limiter } = aProcess();
    await dataSource.query('ALTER TABLE rate_budgets RENAME TO elsewhere');
    await expect(limiter.take('broken', 5)).rejects.toThrow(/rate_budgets/);
    await dataSource.query('ALTER TABLE elsewhere RENAME TO rate_budgets');

    expect((await limiter.take('broken', 5)).isAllowed).toBe(true);
  });

  it('forgets budgets whose window is over', async () => {
    const { limiter, budgets } = aProcess();
    await limiter.take('long ago', 5);
    await limiter.take('just now', 5);
    await dataSource.query(
      `UPDATE rate_budgets SET window_ends_at = now() - interval '2 minutes' WHERE key = 'long ago'`,
    );

    await budgets.forgetEnded();

    const left = await dataSource.query<{ key: string }[]>(
      `SELECT key FROM rate_budgets WHERE key IN ('long ago', 'just now')`,
    );
    expect(left).toEqual([{ key: 'just now' }]);
  });
});
