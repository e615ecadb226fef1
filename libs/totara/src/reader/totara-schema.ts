import { TotaraTableMissingError } from '../totara.errors';

/** Which tables and columns this site has: Totara 12 to 20 and Moodle differ. */
export interface TotaraSchema {
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  has(table: string, column?: string): boolean;
}

/** The tables without which there is nothing to read. */
const REQUIRED_TABLES = ['course_completions', 'course', 'user'] as const;

/**
 * What a site has, from the rows of `information_schema.columns` of its prefix.
 *
 * @throws TotaraTableMissingError when it is no Totara or Moodle site, or the prefix or schema is another.
 */
export function totaraSchemaFrom(
  rows: readonly { table_name: string; column_name: string }[],
  place: { prefix: string; schema: string },
): TotaraSchema {
  const columns = new Map<string, Set<string>>();
  for (const { table_name, column_name } of rows) {
    const table = table_name.slice(place.prefix.length);
    const names = columns.get(table) ?? new Set();
    columns.set(table, names.add(column_name));
  }
  const missing = REQUIRED_TABLES.filter((table) => !columns.has(table));
  if (missing.length > 0) throw new TotaraTableMissingError(missing, place);
  return {
    columns,
    has: (table, column) =>
      column === undefined ? columns.has(table) : (columns.get(table)?.has(column) ?? false),
  };
}
