import type { ResolvedLocation, TotaraFlavour } from './flavour';

export interface ColumnDefinition {
  readonly name: string;
  /** The PostgreSQL type, e.g. `varchar(255)`. */
  readonly type: string;
  /** What follows the type: nullability, default, references. */
  readonly rest: string;
}

export interface TableDefinition<Name extends string = string> {
  readonly name: Name;
  readonly flavours: readonly TotaraFlavour[];
  columns(flavour: TotaraFlavour): readonly ColumnDefinition[];
  readonly unique: readonly string[];
  readonly indexes: readonly string[];
}

export interface TableParts<Name extends string> {
  name: Name;
  /**
   * One column a line, as in `CREATE TABLE`, the `id` left out. A line that only some flavours have starts with
   * their short names: `17: duedate bigint` or `12+17: rpl varchar(255)`.
   */
  columns: string;
  flavours?: readonly TotaraFlavour[];
  /** Column lists of unique indexes; a short name as above may go before one. */
  unique?: readonly string[];
  indexes?: readonly string[];
}

const shortNames: Record<string, TotaraFlavour> = { '17': 'totara17', '12': 'totara12', moodle: 'moodle4' };
const columnLine = /^(\w+) ((?:varchar|numeric)\([\d,]+\)|\w+)(.*)$/;

/** Describes one table once for all flavours. */
export function defineTable<Name extends string>(parts: TableParts<Name>): TableDefinition<Name> {
  const lines = parts.columns
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    name: parts.name,
    flavours: parts.flavours ?? ['totara17', 'totara12', 'moodle4'],
    unique: parts.unique ?? [],
    indexes: parts.indexes ?? [],
    columns: (flavour) => [
      { name: 'id', type: 'bigint', rest: '' },
      ...forFlavour(lines, flavour).map(parseColumn),
    ],
  };
}

/** The lines of a flavour, without the short names before them. */
export function forFlavour(lines: readonly string[], flavour: TotaraFlavour): string[] {
  return lines.flatMap((line) => {
    const tagged = /^([\w+]+): (.*)$/.exec(line);
    if (!tagged) return [line];
    const [, names = '', rest = ''] = tagged;
    return names.split('+').some((name) => shortNames[name] === flavour) ? [rest] : [];
  });
}

/** The quoted, schema-qualified name of a table. */
export function qualifiedName({ schema, prefix }: ResolvedLocation, table: string): string {
  return `"${schema}"."${prefix}${table}"`;
}

function parseColumn(line: string): ColumnDefinition {
  const match = columnLine.exec(line);
  if (!match) throw new RangeError(`"${line}" is not a column.`);
  const [, name = '', type = '', rest = ''] = match;
  return { name, type, rest: rest.trim() };
}
