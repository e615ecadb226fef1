import type { TotaraDatabase } from '../schema/bulk-rows';
import type { TotaraTableName } from '../schema/totara-tables';

/**
 * Does `work` while tables have no indexes but their primary keys, and puts the indexes back: building one over a
 * million rows takes a second, keeping it up row by row takes five.
 */
export async function withoutIndexes(
  { db, location }: TotaraDatabase,
  tables: readonly TotaraTableName[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(indexname) AS name, indexdef AS definition
       FROM pg_indexes
      WHERE schemaname = $1 AND tablename = ANY($2)
        AND NOT EXISTS (SELECT FROM pg_constraint
                         WHERE conindid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass)`,
    [location.schema, tables.map((table) => `${location.prefix}${table}`)],
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of indexes) await db.query(definition);
}
