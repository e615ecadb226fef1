import type { LearnerCourse } from '@oracle-integration/completions';

type SqlValue = number | string | readonly number[] | readonly string[];

/** What a statement asks for, by the names it uses: `:after_id`. `:pairs` is a table `(user_id, course_id)`. */
export interface SqlParameters {
  readonly pairs?: readonly LearnerCourse[];
  readonly [name: string]: SqlValue | readonly LearnerCourse[] | undefined;
}

/** A statement as the driver takes it. */
export interface BoundStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** Where the tables of a site are. */
export interface SitePlace {
  /** Of a PostgreSQL site; on MySQL a database is what a schema is elsewhere. */
  readonly schema: string;
  readonly prefix: string;
}

/**
 * What the two databases say differently. Everything else is said once, in words that both understand; MySQL 5.7 and
 * MariaDB 10.2 know no lateral joins, and the first no common table expressions.
 */
export interface SqlDialect {
  /** The quoted name of a table. */
  table(place: SitePlace, name: string): string;
  /** As text of one character set: columns of several cannot be put together. */
  text(expression: string): string;
  /** As a floating point number, which is how PHP divides. */
  double(expression: string): string;
  integer(expression: string): string;
  /** How many whole times a positive number contains another. */
  quotient(expression: string, divisor: number): string;
  /** The first 60 bits of the MD5 of a text, as a number that can be added up. */
  digest(text: string): string;
  /** What `IN` takes: the numbers, or the texts, given under a name. */
  numbers(name: string): string;
  texts(name: string): string;
  /** The server's clock, in milliseconds since 1970. */
  readonly clock: string;
  /** Which of `:tables` (in `:schema`) there are, with which columns -> table_name, column_name */
  readonly columns: string;
  /** Which of them are there but may not be read -> table_name. MySQL keeps this to itself. */
  readonly unreadableTables: string | undefined;
  /** Puts what is asked for into a statement. */
  bind(sql: string, parameters: SqlParameters): BoundStatement;
}

const PARAMETER = /(?<!:):([a-z_]+)/g;

/**
 * Puts something in the place of each parameter. PostgreSQL's casts have two colons, and no text in our statements
 * holds one.
 *
 * @throws RangeError when a statement uses a name that was not given.
 */
export function replaceParameters(
  sql: string,
  parameters: SqlParameters,
  place: (name: string, value: NonNullable<SqlParameters[string]>) => string,
): string {
  return sql.replace(PARAMETER, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`The statement asks for :${name}, which was not given.`);
    return place(name, value);
  });
}
