import { Client } from 'pg';

/**
 * Everything that a database holds, as text: each row of each table, a line each. Bytes are shown as hexadecimal digits
 * and as what they would be as text.
 */
export async function dumpOf(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ line: string }>(
        `SELECT stored::text AS line FROM ${name} AS stored`,
      );
      for (const { line } of rows) lines.push(`${name} ${line}`, ...textsOfBytes(line));
    }
    return lines.join('\n');
  } finally {
    await client.end();
  }
}

function textsOfBytes(line: string): string[] {
  return [...line.matchAll(/\\\\?x((?:[0-9a-f]{2}){8,})/g)].map(([, hex]) =>
    Buffer.from(hex!, 'hex').toString('latin1'),
  );
}
