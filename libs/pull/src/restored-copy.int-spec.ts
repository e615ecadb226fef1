import type { DataSource } from 'typeorm';
import { pageOf, type PullSetup, readAll, startPull } from './testing/pull-setup';

/** What a logical dump carries over: rows as text, and where the sequence stands. */
async function restore(from: DataSource, to: DataSource): Promise<void> {
  for (const table of ['installations', 'completion_records', 'completion_revisions', 'acknowledgements']) {
    const [dumped] = await from.query<[{ rows: string | null }]>(
      `SELECT json_agg(row)::text AS rows FROM ${table} row`,
    );
    await to.query(`DELETE FROM ${table}`);
    await to.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
      dumped.rows ?? '[]',
    ]);
  }
  const [sequence] = await from.query<[{ last_value: string }]>(
    'SELECT last_value FROM completion_change_seq',
  );
  await to.query(`SELECT setval('completion_change_seq', $1)`, [sequence.last_value]);
}

// The embedded PostgreSQL brings no pg_dump: the rows are carried over as it would, into a database that never knew them.
describe('a database that was restored from a dump', () => {
  let original: PullSetup;
  let copy: PullSetup;

  beforeEach(async () => {
    [original, copy] = await Promise.all([startPull(), startPull()]);
  });
  afterEach(() => Promise.all([original.close(), copy.close()]));

  it('goes on from a cursor that the original gave out, with nothing lost and nothing twice', async () => {
    const ids = await original.record({ userId: 1 }, { userId: 2 }, { userId: 3 }, { userId: 4 });
    const begun = await pageOf(original.service(), { limit: 2 });
    const atEnd = await readAll(original.service());

    await restore(original.dataSource, copy.dataSource);
    const added = await copy.record({ userId: 5 }, { userId: 6 });

    const [rest, later] = [
      await readAll(copy.service(), { cursor: begun.nextCursor, limit: 1 }),
      await readAll(copy.service(), { cursor: atEnd.nextCursor }),
    ];
    expect(begun.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(rest.ids).toEqual([...ids.slice(2), ...added]);
    expect(later.ids).toEqual(added);
  });
});
