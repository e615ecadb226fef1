import { NO_NUMBER_SOURCES, type NumberSources } from '@oracle-integration/settings';
import { TotaraTableMissingError, type TotaraTablePlace } from '../totara.errors';
import type { SiteDatabase } from './database/site-database';
import type { SitePlace } from './database/sql-dialect';
import { twinTotalsQuery } from './queries/shown-columns';
import { NUMBER_TABLES, type NumberQueries, numberQueries } from './queries/number-queries';
import { type TotaraQueries, totaraQueries } from './queries/totara-queries';
import { totaraSchemaFrom } from './totara-schema';

/** Every table that a completion is read from, where there is one. */
export const TABLES = [
  'course_completions',
  'course_completion_history',
  'course_completion_log',
  'course',
  'course_categories',
  'user',
  'grade_items',
  'grade_grades',
];

/** What progress is worked out from. Without them, or the right to read them, progress is not known. */
export const PROGRESS_TABLES = [
  'course_completion_criteria',
  'course_completion_aggr_methd',
  'course_completion_crit_compl',
  'course_modules',
  'course_modules_completion',
];

/** The statements for a site. */
export interface SiteQueries extends TotaraQueries {
  /** For the numbers that are asked for and may be read. */
  readonly numbers: NumberQueries;
}

/**
 * Looks at which tables and columns a site has, and answers the statements for it.
 *
 * @throws TotaraTableMissingError also for a table that is there but may not be read.
 */
export async function describeSite(
  { dialect, read }: SiteDatabase,
  place: SitePlace,
  numbers: NumberSources = NO_NUMBER_SOURCES,
): Promise<SiteQueries> {
  const { schema: schemaName, prefix } = place;
  const named = (tables: string[]) => ({
    schema: schemaName,
    tables: tables.map((name) => `${prefix}${name}`),
  });
  const columns = await read<{ table_name: string; column_name: string }>(
    dialect.columns,
    named([...TABLES, ...PROGRESS_TABLES, ...NUMBER_TABLES]),
  );
  const shown: TotaraTablePlace = dialect.unreadableTables === undefined ? { prefix } : place;
  const schema = totaraSchemaFrom(columns, shown);
  if (dialect.unreadableTables !== undefined) {
    const unreadable = await read<{ table_name: string }>(dialect.unreadableTables, named(TABLES));
    const tables = unreadable.map(({ table_name }) => table_name.slice(prefix.length));
    if (tables.length > 0) throw new TotaraTableMissingError(tables, shown);
  }
  const table = (name: string) => dialect.table(place, name);
  const twins = schema.has('grade_items') ? await read(twinTotalsQuery({ table })) : [];
  const site = { schema, dialect, table, hasTwinTotals: twins.length > 0 };
  return { ...totaraQueries(site), numbers: numberQueries(site, numbers) };
}
