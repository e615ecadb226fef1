import { Client, type QueryResultRow } from 'pg';

/** Runs statements on a connection of its own, one after the other; answers the rows of the last. */
export async function onDatabase<Row extends QueryResultRow>(
  url: string,
  ...statements: readonly string[]
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}
