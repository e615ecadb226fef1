import { openScratchDatabase, type ScratchDatabase } from '../testing/scratch-database';
import { PreparedBytes, PreparedQuery } from './prepared-query';
import { affectedRows, selectRows } from './sql';

describe('SQL on a data source or in a transaction', () => {
  let database: ScratchDatabase;

  beforeEach(async () => {
    database = await openScratchDatabase();
    await database.dataSource.query('CREATE TABLE samples (id int, name text)');
  });
  afterEach(() => database.close());

  it('answers the rows of every kind of statement, and counts what it touched', async () => {
    const inserted = await selectRows(
      database.dataSource,
      `INSERT INTO samples VALUES (1, 'a') RETURNING id`,
    );
    const updated = await selectRows(database.dataSource, `UPDATE samples SET name = 'b' RETURNING name`);
    const deleted = await affectedRows(database.dataSource, 'DELETE FROM samples WHERE id < $1', [9]);

    expect([inserted, updated, deleted]).toEqual([[{ id: 1 }], [{ name: 'b' }], 1]);
  });

  it('takes part in the transaction it is given', async () => {
    const rolledBack = database.dataSource.transaction(async (manager) => {
      await affectedRows(manager, `INSERT INTO samples VALUES (1, 'a')`);
      throw new Error('rolled back');
    });

    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await selectRows(database.dataSource, 'SELECT id FROM samples')).toEqual([]);
  });

  it('gives its connection back after a failure', async () => {
    const failures = Array.from({ length: 40 }, () =>
      selectRows(database.dataSource, 'SELECT * FROM nothing'),
    );

    const results = await Promise.allSettled(failures);

    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await selectRows(database.dataSource, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('keeps the plan of a prepared query under its name', async () => {
    const prepared = new PreparedQuery(database.dataSource);

    const rows = [
      await prepared.rows('sample_sum', 'SELECT $1::int + 1 AS next', [1]),
      await prepared.rows('sample_sum', 'SELECT $1::int + 1 AS next', [41]),
    ];

    expect(rows).toEqual([[{ next: 2 }], [{ next: 42 }]]);
  });

  it('reads texts as their bytes, however long, and other values as ever', async () => {
    const prepared = new PreparedBytes(database.dataSource);
    const sql = `SELECT repeat($1, 50000) AS text, NULL::text AS none, ''::text AS nothing, 7 AS count,
                        9007199254740993::bigint AS seq, true AS is_so, '[["1","2"]]'::json AS pairs`;

    const [row] = await prepared.rows<Record<string, unknown>>('sample_bytes', sql, ['María 🎓 ']);
    const refused = prepared.rows('sample_refused', 'SELECT $1::text::int', ['López']);

    expect(String(row!['text'])).toBe('María 🎓 '.repeat(50_000));
    expect(row).toMatchObject({ none: null, count: 7, seq: '9007199254740993', is_so: true });
    expect(row).toMatchObject({ nothing: Buffer.alloc(0), pairs: [['1', '2']] });
    await expect(refused).rejects.toThrow('"López"');
    await prepared.onApplicationShutdown();
  });

  it('refuses a condition that is undefined instead of dropping it', async () => {
    const repository = database.dataSource.getRepository('LeaseEntity');

    await expect(repository.findBy({ name: undefined })).rejects.toThrow(/undefined/i);
  });
});
