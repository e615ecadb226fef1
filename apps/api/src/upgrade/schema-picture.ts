import { selectRows } from '@oracle-integration/platform';
import type { DataSource } from 'typeorm';

/** One column, as a statement of any version meets it. */
export interface ColumnPicture {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** A statement that does not name it gets something. */
  readonly hasDefault: boolean;
}

/** Every column of our tables; partitions have those of their table. */
export function schemaPicture(dataSource: DataSource): Promise<ColumnPicture[]> {
  return selectRows<ColumnPicture>(
    dataSource,
    `SELECT class.relname AS table, attname AS column, format_type(atttypid, atttypmod) AS type,
            NOT attnotnull AS "isNullable", atthasdef OR attidentity <> '' AS "hasDefault"
       FROM pg_attribute JOIN pg_class class ON class.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
        AND attnum > 0 AND NOT attisdropped
      ORDER BY 1, 2`,
  );
}

/**
 * What a migration takes away from the version before it, whose processes go on beside it: a column that is gone, is
 * of another type or must now be given, and a new column without which a row of theirs is refused.
 */
export function schemaBreaches(before: readonly ColumnPicture[], after: readonly ColumnPicture[]): string[] {
  const now = new Map(after.map((column) => [nameOf(column), column]));
  const known = new Set(before.map(nameOf));
  const tables = new Set(before.map(({ table }) => table));
  return [
    ...before.flatMap((column) => takenAway(column, now.get(nameOf(column)))),
    ...after
      .filter((column) => tables.has(column.table) && !known.has(nameOf(column)))
      .filter(({ isNullable, hasDefault }) => !isNullable && !hasDefault)
      .map((column) => `${nameOf(column)} is new and must be given`),
  ];
}

function takenAway(before: ColumnPicture, after: ColumnPicture | undefined): string[] {
  const name = nameOf(before);
  if (!after) return [`${name} is gone`];
  if (after.type !== before.type) return [`${name} was ${before.type} and is ${after.type}`];
  if (before.isNullable && !after.isNullable) return [`${name} may no longer be empty`];
  const mayBeLeftOut = ({ isNullable, hasDefault }: ColumnPicture) => isNullable || hasDefault;
  return mayBeLeftOut(before) && !mayBeLeftOut(after) ? [`${name} must be given now`] : [];
}

function nameOf({ table, column }: ColumnPicture): string {
  return `${table}.${column}`;
}
