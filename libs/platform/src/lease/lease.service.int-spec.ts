import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { LeaseService } from './lease.service';

/** Seconds: no lease runs out between two lines of a test, however slow the machine. */
const LONG = 3_600;

describe('LeaseService', () => {
  let database: ScratchDatabase;
  let first: LeaseService;
  let second: LeaseService;

  beforeAll(async () => (database = await openScratchDatabase()));
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM leases');
    first = new LeaseService(database.dataSource);
    second = new LeaseService(await database.connect());
  });

  /** Lets the time of a lease run out, without waiting for it. */
  const runOut = (name: string) =>
    database.dataSource.query(`UPDATE leases SET expires_at = now() - interval '1 second' WHERE name = $1`, [
      name,
    ]);

  async function secondsLeft(name: string): Promise<number> {
    const [row] = await database.dataSource.query<[{ left: number }]>(
      'SELECT extract(epoch FROM expires_at - now())::float AS left FROM leases WHERE name = $1',
      [name],
    );
    return row.left;
  }

  it('gives a lease to one process and refuses it to another', async () => {
    const answers = [await first.acquire('read-site', LONG), await second.acquire('read-site', LONG)];

    expect(answers).toEqual([true, false]);
  });

  it('gives leases of different names to different processes', async () => {
    const answers = [await first.acquire('read-site', LONG), await second.acquire('purge', LONG)];

    expect(answers).toEqual([true, true]);
  });

  it('renews for its holder, from now on', async () => {
    await first.acquire('read-site', LONG);

    const isRenewed = await first.acquire('read-site', 3 * LONG);

    expect(isRenewed).toBe(true);
    expect(await secondsLeft('read-site')).toBeGreaterThan(2 * LONG);
  });

  it('passes to another process when it has run out, and then refuses the first', async () => {
    await first.acquire('read-site', LONG);
    await runOut('read-site');

    const answers = [await second.acquire('read-site', LONG), await first.acquire('read-site', LONG)];

    expect(answers).toEqual([true, false]);
  });

  it('is free at once when its holder gives it back', async () => {
    await first.acquire('read-site', LONG);

    await first.release('read-site');

    expect(await second.acquire('read-site', LONG)).toBe(true);
  });

  it('stays when somebody gives back what is not theirs', async () => {
    await first.acquire('read-site', LONG);

    await second.release('read-site');

    expect(await second.acquire('read-site', LONG)).toBe(false);
  });

  it('is given exactly once when many ask at the same moment', async () => {
    const dataSource = await database.connect();
    const asking = Array.from({ length: 16 }, (_, index) =>
      new LeaseService(index % 2 ? dataSource : database.dataSource).acquire('read-site', LONG),
    );

    const answers = await Promise.all(asking);

    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});
