import { TotaraTableMissingError, type TotaraTablePlace } from '../totara.errors';

/** Which tables and columns this site has: Totara 12 to 20 and Moodle differ. */
export interface TotaraSchema {
  /** Totara archives completions and keeps a change log; Moodle does neither. */
  readonly isTotara: boolean;
  has(table: string, ...columns: string[]): boolean;
}

/** The tables without which there is nothing to read. */
const REQUIRED_TABLES = ['course_completions', 'course', 'user'] as const;
/** Columns of `course_completions` that Totara added and Moodle never had. */
const MARKS_OF_TOTARA = ['rpl', 'renewalstatus'];

/**
 * What a site has, from the rows of `information_schema.columns` of its prefix.
 *
 * @throws TotaraTableMissingError when it is no Totara or Moodle site, or the prefix or schema is another; and for a
 * Totara site without its history. MySQL hides a table that may not be read, and without the history every archived
 * completion would look as if it had been taken back.
 */
export function totaraSchemaFrom(
  rows: readonly { table_name: string; column_name: string }[],
  place: TotaraTablePlace,
): TotaraSchema {
  const columns = new Map<string, Set<string>>();
  for (const { table_name, column_name } of rows) {
    const table = table_name.slice(place.prefix.length);
    const names = columns.get(table) ?? new Set();
    columns.set(table, names.add(column_name));
  }
  const isTotara = MARKS_OF_TOTARA.some((column) => columns.get('course_completions')?.has(column));
  const required = [...REQUIRED_TABLES, ...(isTotara ? ['course_completion_history'] : [])];
  const missing = required.filter((table) => !columns.has(table));
  if (missing.length > 0) throw new TotaraTableMissingError(missing, place);
  return {
    isTotara,
    has: (table, ...names) => columns.has(table) && names.every((name) => columns.get(table)!.has(name)),
  };
}
