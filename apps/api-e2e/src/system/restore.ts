import { Client } from 'pg';

interface TableColumns {
  readonly name: string;
  readonly columns: string;
}

/**
 * What `pg_dump | pg_restore --data-only` carries over, into a database with the schema: the rows of every table, and
 * where every sequence stands. The PostgreSQL of the tests brings no pg_dump.
 */
export async function restore(fromUrl: string, toUrl: string): Promise<void> {
  const [from, to] = [fromUrl, toUrl].map((connectionString) => new Client({ connectionString }));
  await Promise.all([from!.connect(), to!.connect()]);
  try {
    // As pg_restore does: triggers have counted these rows already.
    await to!.query('SET session_replication_role = replica');
    for (const { name, columns } of await tablesOf(from!)) {
      const { rows } = await from!.query<{ rows: string | null }>(
        `SELECT json_agg(stored)::text AS rows FROM ${name} stored`,
      );
      await to!.query(`DELETE FROM ${name}`);
      await to!.query(
        `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1)`,
        [rows[0]!.rows ?? '[]'],
      );
    }
    const { rows: sequences } = await from!.query<{ name: string; value: string | null }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value AS value FROM pg_sequences`,
    );
    for (const { name, value } of sequences)
      if (value !== null) await to!.query('SELECT setval($1, $2)', [name, value]);
  } finally {
    await Promise.all([from!.end(), to!.end()]);
  }
}

async function tablesOf(client: Client): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `SELECT format('%I.%I', nspname, relname) AS name,
            string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      WHERE nspname = 'public' AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_migrations'
      GROUP BY 1`,
  );
  return rows;
}
