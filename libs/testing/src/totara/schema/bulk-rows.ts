import type { TotaraConnection } from './create-totara-schema';
import type { ResolvedLocation } from './flavour';
import { qualifiedName, type ColumnDefinition } from './table-definition';
import { tablesOf, type TotaraTableName } from './totara-tables';

export type RowValues = Readonly<Record<string, string | number | null | undefined>>;

/** A connection and the place of the tables on it. */
export interface TotaraDatabase {
  readonly db: TotaraConnection;
  readonly location: ResolvedLocation;
}

/**
 * Inserts rows in one round trip and answers their ids in the order of the rows.
 *
 * The first row says which columns are given; columns, and whole tables, that the flavour does not have are left
 * out, so that one caller serves Totara and Moodle.
 */
export async function insertRows(
  site: TotaraDatabase,
  table: TotaraTableName,
  rows: readonly RowValues[],
): Promise<number[]> {
  const [first] = rows;
  const columns = columnsOf(site, table, first);
  if (!first || columns.length === 0) return [];
  const names = columns.map(({ name }) => name).join(', ');
  const { rows: inserted } = await site.db.query<{ id: string }>(
    `INSERT INTO ${qualifiedName(site.location, table)} (${names})
     SELECT ${names} FROM json_to_recordset($1) AS r(${recordType(columns)})
     RETURNING id`,
    [JSON.stringify(rows)],
  );
  return inserted.map(({ id }) => Number(id));
}

/** Writes the given columns of existing rows, found by their `id`, in one round trip. */
export async function updateRows(
  site: TotaraDatabase,
  table: TotaraTableName,
  rows: readonly RowValues[],
): Promise<void> {
  const [first] = rows;
  const columns = columnsOf(site, table, first);
  const changed = columns.filter(({ name }) => name !== 'id');
  if (!first || changed.length === 0) return;
  await site.db.query(
    `UPDATE ${qualifiedName(site.location, table)} AS t
        SET ${changed.map(({ name }) => `${name} = r.${name}`).join(', ')}
       FROM json_to_recordset($1) AS r(${recordType(columns)})
      WHERE t.id = r.id`,
    [JSON.stringify(rows)],
  );
}

function columnsOf(
  site: TotaraDatabase,
  table: TotaraTableName,
  row: RowValues | undefined,
): ColumnDefinition[] {
  const { flavour } = site.location;
  const definition = tablesOf(flavour).find(({ name }) => name === table);
  if (!definition || !row) return [];
  return definition.columns(flavour).filter(({ name }) => row[name] !== undefined);
}

function recordType(columns: readonly ColumnDefinition[]): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(', ');
}

/** The quoted name of a table of this site. */
export function tableName({ location }: TotaraDatabase, table: TotaraTableName): string {
  return qualifiedName(location, table);
}
