/** A column of a PostgreSQL table, as the catalogue tells it. */
export interface SiteColumn {
  readonly name: string;
  /** With its size, e.g. `character varying(255)`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** As PostgreSQL writes it, e.g. `''::character varying`; `null` where there is none. */
  readonly default: string | null;
}

export interface SiteIndex {
  readonly columns: readonly string[];
  readonly isUnique: boolean;
}

/** A table of a site, as it stands on PostgreSQL at this moment. */
export interface SiteTable {
  readonly name: string;
  readonly columns: readonly SiteColumn[];
  readonly indexes: readonly SiteIndex[];
}

const MYSQL_TYPES: Readonly<Record<string, string>> = {
  bigint: 'BIGINT',
  integer: 'INT',
  // Numbers of up to four digits are smallint on PostgreSQL, and TINYINT or SMALLINT on MySQL.
  smallint: 'SMALLINT',
  text: 'LONGTEXT',
};

/** The statement that creates the same table on MySQL, with the types that Totara and Moodle give it there. */
export function mysqlTableSql({ name, columns, indexes }: SiteTable): string {
  const lines = [
    ...columns.map(columnSql),
    'PRIMARY KEY (`id`)',
    ...indexes.map(
      (index, place) => `${index.isUnique ? 'UNIQUE ' : ''}KEY \`ix_${place}\` (${quoted(index.columns)})`,
    ),
  ];
  return `CREATE TABLE \`${name}\` (\n  ${lines.join(',\n  ')}\n) ENGINE=InnoDB ROW_FORMAT=DYNAMIC
    DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
}

/** Names in a list, each quoted: `groups` and many more are reserved words. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function columnSql(column: SiteColumn): string {
  const rest = column.name === 'id' ? ' AUTO_INCREMENT' : mysqlDefault(column);
  return `\`${column.name}\` ${mysqlType(column.type)}${column.isRequired ? ' NOT NULL' : ''}${rest}`;
}

/** A number or a quoted text; what follows it is PostgreSQL's own. */
function mysqlDefault({ default: expression }: SiteColumn): string {
  const [literal] = /^(?:-?[\d.]+|'(?:[^']|'')*')/.exec(expression ?? '') ?? [];
  return literal === undefined ? '' : ` DEFAULT ${literal}`;
}

function mysqlType(type: string): string {
  const [, text, number] = /^(?:character varying(\(\d+\))|numeric(\(\d+,\d+\)))$/.exec(type) ?? [];
  if (text) return `VARCHAR${text}`;
  if (number) return `DECIMAL${number}`;
  const known = MYSQL_TYPES[type];
  if (!known) throw new RangeError(`No column of Totara has the type ${type}.`);
  return known;
}
