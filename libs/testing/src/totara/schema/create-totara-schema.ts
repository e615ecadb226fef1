import type { ClientBase } from 'pg';
import { resolveLocation, type ResolvedLocation, type TotaraLocation } from './flavour';
import { forFlavour, qualifiedName, type TableDefinition } from './table-definition';
import { tablesOf } from './totara-tables';

/** Anything of `pg` that runs a query: a client, a pooled client, or a pool where no transaction is needed. */
export type TotaraConnection = Pick<ClientBase, 'query'>;

/** Creates the empty tables of a learning site, in one statement batch (all or nothing outside a transaction too). */
export async function createTotaraSchema(
  connection: TotaraConnection,
  location: TotaraLocation = {},
): Promise<void> {
  await connection.query(totaraSchemaSql(location));
}

/** Whether the site's completion table is there. */
export async function hasTotaraSchema(
  connection: TotaraConnection,
  location: TotaraLocation = {},
): Promise<boolean> {
  const name = qualifiedName(resolveLocation(location), 'course_completions');
  const { rows } = await connection.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    name,
  ]);
  return rows[0]?.found === true;
}

/** The DDL of {@link createTotaraSchema}. */
export function totaraSchemaSql(location: TotaraLocation = {}): string {
  const resolved = resolveLocation(location);
  const tables = tablesOf(resolved.flavour);
  return [
    ...(resolved.schema === 'public' ? [] : [`CREATE SCHEMA IF NOT EXISTS "${resolved.schema}"`]),
    ...tables.map((table) => tableSql(resolved, table)),
    ...tables.flatMap((table) => indexSql(resolved, table)),
    ...firstIdsSql(resolved),
    ...(resolved.flavour === 'totara17' ? tenantKeysSql(resolved) : []),
  ].join(';\n');
}

function tableSql(location: ResolvedLocation, table: TableDefinition): string {
  const columns = table
    .columns(location.flavour)
    .map(({ name, type, rest }) =>
      name === 'id' ? 'id bigserial PRIMARY KEY' : `${name} ${type} ${rest}`.trim(),
    );
  return `CREATE TABLE ${qualifiedName(location, table.name)} (\n  ${columns.join(',\n  ')}\n)`;
}

function indexSql(location: ResolvedLocation, table: TableDefinition): string[] {
  const on = `ON ${qualifiedName(location, table.name)}`;
  const named = (columns: string, suffix: string) =>
    `"${location.prefix}${table.name}_${columns.replaceAll(', ', '_')}_${suffix}" ${on} (${columns})`;
  return [
    ...forFlavour(table.unique, location.flavour).map(
      (columns) => `CREATE UNIQUE INDEX ${named(columns, 'uix')}`,
    ),
    ...forFlavour(table.indexes, location.flavour).map((columns) => `CREATE INDEX ${named(columns, 'ix')}`),
  ];
}

/** On every site the front page is course 1, and guest and administrator are the first people. */
function firstIdsSql(location: ResolvedLocation): string[] {
  const startAt = (table: string, id: number) =>
    `SELECT setval(pg_get_serial_sequence('${qualifiedName(location, table)}', 'id'), ${id}, false)`;
  return [startAt('course', 2), startAt('user', 3)];
}

/** The only two foreign keys that Totara really creates on these tables; all its others are documentation. */
function tenantKeysSql(location: ResolvedLocation): string[] {
  const name = (table: string) => qualifiedName(location, table);
  return [
    `ALTER TABLE ${name('tenant')} ADD FOREIGN KEY (categoryid) REFERENCES ${name('course_categories')} (id) DEFERRABLE`,
    `ALTER TABLE ${name('user')} ADD FOREIGN KEY (tenantid) REFERENCES ${name('tenant')} (id) DEFERRABLE`,
  ];
}
