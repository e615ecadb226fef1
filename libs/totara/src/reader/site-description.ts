import type { QueryResultRow } from 'pg';
import { TotaraTableMissingError } from '../totara.errors';
import { type TotaraQueries, totaraQueries } from './totara-queries';
import { totaraSchemaFrom } from './totara-schema';

/** What the reader must know of a site before it reads. */
export interface SiteDescription {
  readonly queries: TotaraQueries;
}

/** Every table that is read where there is one. */
const TABLES = [
  'course_completions',
  'course_completion_history',
  'course_completion_log',
  'course',
  'course_categories',
  'user',
  'grade_items',
  'grade_grades',
];

const COLUMNS = `SELECT table_name, column_name FROM information_schema.columns
  WHERE table_schema = $1 AND table_name = ANY($2)`;

/** The catalogue lists what there is; the information schema only what the account may read. */
const UNREADABLE_TABLES = `SELECT class.relname AS table_name
   FROM pg_catalog.pg_class class JOIN pg_catalog.pg_namespace space ON space.oid = class.relnamespace
  WHERE space.nspname = $1 AND class.relname = ANY($2) AND class.relkind IN ('r', 'p', 'v', 'f')
    AND NOT has_any_column_privilege(class.oid, 'SELECT')
  ORDER BY class.relname`;

type Ask = <Row extends QueryResultRow>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/**
 * Looks at which tables and columns a site has.
 *
 * @throws TotaraTableMissingError also for a table that is there but may not be read: without the history, for one,
 * every archived completion would look as if Totara had taken it back.
 */
export async function describeSite(
  ask: Ask,
  place: { schema: string; prefix: string },
): Promise<SiteDescription> {
  const { schema: schemaName, prefix } = place;
  const parameters = [schemaName, TABLES.map((name) => `${prefix}${name}`)];
  const columns = await ask<{ table_name: string; column_name: string }>(COLUMNS, parameters);
  const schema = totaraSchemaFrom(columns, place);
  const unreadable = await ask<{ table_name: string }>(UNREADABLE_TABLES, parameters);
  if (unreadable.length > 0) {
    const tables = unreadable.map(({ table_name }) => table_name.slice(prefix.length));
    throw new TotaraTableMissingError(tables, place);
  }
  return { queries: totaraQueries(schema, (name) => `"${schemaName}"."${prefix}${name}"`) };
}
