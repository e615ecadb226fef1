import { setImmediate as nextTurn } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { TallyService } from './tally.service';

describe('TallyService', () => {
  let database: ScratchDatabase;
  let tallies: TallyService;

  beforeEach(async () => {
    database = await openScratchDatabase();
    tallies = new TallyService(database.dataSource);
  });
  afterEach(() => database.close());

  const add = (counter: string, delta: number) =>
    database.dataSource.query('INSERT INTO tally_deltas (counter, delta) VALUES ($1, $2)', [counter, delta]);

  async function rowCount(): Promise<number> {
    const [row] = await database.dataSource.query<[{ count: number }]>(
      'SELECT count(*)::int FROM tally_deltas',
    );
    return row.count;
  }

  it('sums what was written of each counter of a prefix', async () => {
    await add('queue.sent', 5);
    await add('queue.sent', -2);
    await add('queue.dead.alone', 1);

    const tally = await tallies.read('queue');

    expect(Object.fromEntries(tally)).toEqual({ sent: 3, 'dead.alone': 1 });
  });

  it('sums once for those who ask at the same moment', async () => {
    await add('queue.sent', 5);
    const query = jest.spyOn(database.dataSource, 'createQueryRunner');

    const [one, other, ledger] = await Promise.all(
      ['queue', 'queue', 'ledger'].map((prefix) => tallies.read(prefix)),
    );

    expect(query).toHaveBeenCalledTimes(2);
    expect(Object.fromEntries(one!)).toEqual({ sent: 5 });
    expect(other).toEqual(one);
    expect(ledger!.size).toBe(0);
  });

  it('never answers a later question by a sum that began before', async () => {
    const first = tallies.read('queue');
    await nextTurn();
    await add('queue.sent', 5);

    expect(Object.fromEntries(await tallies.read('queue'))).toEqual({ sent: 5 });
    await first;
  });

  it('leaves out the counters of other prefixes, however alike', async () => {
    for (const counter of [
      'queue',
      'queues.sent',
      'queue-sent',
      'queue/sent',
      'que.sent',
      'ledger.queue.sent',
    ]) {
      await add(counter, 1);
    }
    await add('queue.sent', 1);

    expect(Object.fromEntries(await tallies.read('queue'))).toEqual({ sent: 1 });
  });

  it('finds the counters in a database that sorts as if there were no punctuation', async () => {
    await database.dataSource.query(
      `CREATE COLLATION shifted (provider = icu, locale = 'und-u-ka-shifted', deterministic = true)`,
    );
    await database.dataSource.query('ALTER TABLE tally_deltas ALTER counter TYPE text COLLATE shifted');
    await add('queue.sent', 4);
    await add('queues.sent', 1);

    expect(Object.fromEntries(await tallies.read('queue'))).toEqual({ sent: 4 });
  });

  it('folds the changes into one row a counter, and drops what comes to nothing', async () => {
    await add('queue.sent', 5);
    await add('queue.sent', 2);
    await add('queue.queued', 5);
    await add('queue.queued', -5);

    await tallies.compact();

    expect(await rowCount()).toBe(1);
    expect(Object.fromEntries(await tallies.read('queue'))).toEqual({ sent: 7 });
  });

  it('keeps every sum while several processes write, read and compact at once', async () => {
    const others = [new TallyService(await database.connect()), new TallyService(await database.connect())];
    const seen: number[] = [];
    const write = async (lane: number) => {
      for (let step = 0; step < 60; step += 1) {
        await add(`queue.state${lane % 3}`, lane + 1);
        await add('queue.fixed', step % 2 === 0 ? 1 : -1);
      }
    };
    const compact = async (service: TallyService) => {
      for (let step = 0; step < 25; step += 1) await service.compact();
    };
    const read = async () => {
      for (let step = 0; step < 60; step += 1) seen.push((await tallies.read('queue')).get('fixed') ?? 0);
    };

    await Promise.all([...[0, 1, 2, 3, 4, 5].map(write), ...[tallies, ...others].map(compact), read()]);
    await tallies.compact();

    const totals = Object.fromEntries(await tallies.read('queue'));
    expect(totals).toEqual({ state0: 60 * (1 + 4), state1: 60 * (2 + 5), state2: 60 * (3 + 6) });
    expect(seen.every((value) => value >= 0 && value <= 6)).toBe(true);
    expect(await rowCount()).toBe(3);
  });
});
