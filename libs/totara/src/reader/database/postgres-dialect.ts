import type { LearnerCourse } from '@oracle-integration/completions';
import { replaceParameters, type SqlDialect } from './sql-dialect';

/** PostgreSQL from 9.4 on. */
export const POSTGRES_DIALECT: SqlDialect = {
  table: ({ schema, prefix }, name) => `"${schema}"."${prefix}${name}"`,
  text: (expression) => `${expression}::text`,
  double: (expression) => `(${expression})::float8`,
  integer: (expression) => `(${expression})::bigint`,
  quotient: (expression, divisor) => `(${expression}) / ${divisor}`,
  digest: (text) => `('x' || left(md5(${text}), 15))::bit(60)::bigint`,
  // A table and not a list: before PostgreSQL 14 each row would be compared with each member of a list.
  numbers: (name) => `(SELECT unnest(:${name}::bigint[]))`,
  texts: (name) => `(SELECT unnest(:${name}::text[]))`,
  clock: 'extract(epoch FROM now()) * 1000',
  columns: `SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = :schema AND table_name = ANY(:tables)`,
  // The catalogue lists what there is; the information schema only what the account may read.
  unreadableTables: `SELECT class.relname AS table_name
     FROM pg_catalog.pg_class class JOIN pg_catalog.pg_namespace space ON space.oid = class.relnamespace
    WHERE space.nspname = :schema AND class.relname = ANY(:tables) AND class.relkind IN ('r', 'p', 'v', 'f')
      AND NOT has_any_column_privilege(class.oid, 'SELECT')
    ORDER BY class.relname`,
  bind: (sql, parameters) => {
    const values: unknown[] = [];
    const places = new Map<string, string>();
    const text = replaceParameters(sql, parameters, (name, value) => {
      if (!places.has(name))
        places.set(name, name === 'pairs' ? pairTable(values, parameters.pairs!) : `$${values.push(value)}`);
      return places.get(name)!;
    });
    return { text, values };
  },
};

function pairTable(values: unknown[], pairs: readonly LearnerCourse[]): string {
  const users = values.push(pairs.map(({ userId }) => userId));
  const courses = values.push(pairs.map(({ courseId }) => courseId));
  return `(SELECT user_id, course_id FROM unnest($${users}::bigint[], $${courses}::bigint[]) AS asked(user_id, course_id))`;
}
