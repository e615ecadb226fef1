import { type Connection, createConnection } from 'mysql2/promise';
import type { ScratchSite } from '../totara';
import { readSiteTables } from './read-site-tables';
import { mysqlTableSql, quoted, type SiteTable } from './site-table';
import type { MariaDbServer } from './start-mariadb';

/** Rows in one INSERT: some 3 MB at most, below the 16 MB that a server accepts. */
const BATCH = 2000;

/**
 * Copies a site as it stands into a fresh database and answers its address, so that what was done on PostgreSQL can
 * be read on MySQL too. The database goes with its server.
 */
export async function copyToMariaDb(server: MariaDbServer, scratch: ScratchSite): Promise<string> {
  const url = await server.createDatabase();
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' });
  try {
    await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'");
    for (const table of await readSiteTables(scratch)) {
      await connection.query(mysqlTableSql(table));
      const count = await copyRows(connection, scratch, table);
      // What arrives in one transaction stays uncounted for a while: plans would be those of an empty table.
      if (count > 0) await connection.query(`ANALYZE TABLE \`${table.name}\``);
    }
  } finally {
    await connection.end();
  }
  return url;
}

async function copyRows(
  connection: Connection,
  { site, rows }: ScratchSite,
  { name, columns }: SiteTable,
): Promise<number> {
  const names = columns.map((column) => column.name);
  const source = `SELECT * FROM "${site.location.schema}"."${name}" WHERE id > $1 ORDER BY id LIMIT ${BATCH}`;
  let count = 0;
  await connection.beginTransaction();
  for (let afterId = '-1'; ;) {
    const page = await rows<{ id: string } & Record<string, unknown>>(source, [afterId]);
    const values = page.map((row) => names.map((column) => row[column]));
    if (values.length > 0) {
      await connection.query(`INSERT INTO \`${name}\` (${quoted(names)}) VALUES ?`, [values]);
    }
    count += page.length;
    if (page.length < BATCH) break;
    afterId = page.at(-1)!.id;
  }
  await connection.commit();
  return count;
}
