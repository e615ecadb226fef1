import type { SqlDialect } from '../database/sql-dialect';
import type { TotaraSchema } from '../totara-schema';

/** What the statements for one site are made from. */
export interface SiteSql {
  readonly schema: TotaraSchema;
  readonly dialect: SqlDialect;
  /** Whether a course has two totals in a damaged gradebook. */
  readonly hasTwinTotals: boolean;
  /** Quotes a table name with schema and prefix. */
  table(name: string): string;
}

/** Columns by the label they are read under. */
export type LabelledColumns = Readonly<Record<string, string>>;

/** The list of a SELECT. */
export function selectList(columns: LabelledColumns): string {
  return Object.entries(columns)
    .map(([label, column]) => `${column} AS ${label}`)
    .join(', ');
}
