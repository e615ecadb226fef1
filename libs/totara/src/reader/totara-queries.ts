import type { TotaraSchema } from './totara-schema';

/** Every statement the reader may send. All of them only read. */
export interface TotaraQueries {
  /** $1 ids after, $2 limit -> id, user_id, course_id */
  readonly currentKeys: string;
  readonly historyKeys: string | undefined;
  /** $1 course, $2 ids after, $3 limit -> id, user_id, course_id */
  readonly courseKeys: string;
  /** $1 ids after, $2 limit -> id, user_id (null: the whole course), course_id */
  readonly logKeys: string | undefined;
  /** The largest ids: current_id, history_id, log_id, and the site's clock. */
  readonly marks: string;
  /** $1 user ids, $2 course ids (parallel) -> one row a pair with the present row, person, course and grade. */
  readonly current: string;
  /** $1 user ids, $2 course ids (parallel) -> the archived rows. */
  readonly history: string | undefined;
}

/**
 * The statements for one site.
 *
 * Pages go by primary key and never by time: `timecompleted` may lie years back on a row written today. Joins are
 * LEFT joins: deleted people and courses keep their completions.
 *
 * @param table quotes a table name with schema and prefix
 */
export function totaraQueries(schema: TotaraSchema, table: (name: string) => string): TotaraQueries {
  const hasHistory = schema.has('course_completion_history');
  const hasLog = schema.has('course_completion_log');
  return {
    currentKeys: `SELECT id, userid AS user_id, course AS course_id FROM ${table('course_completions')}
      WHERE id > $1 ORDER BY id LIMIT $2`,
    historyKeys: hasHistory
      ? `SELECT id, userid AS user_id, courseid AS course_id FROM ${table('course_completion_history')}
          WHERE id > $1 ORDER BY id LIMIT $2`
      : undefined,
    courseKeys: `SELECT id, userid AS user_id, course AS course_id FROM ${table('course_completions')}
      WHERE course = $1 AND id > $2 ORDER BY id LIMIT $3`,
    logKeys: hasLog
      ? `SELECT id, userid AS user_id, courseid AS course_id FROM ${table('course_completion_log')}
          WHERE id > $1 ORDER BY id LIMIT $2`
      : undefined,
    marks: `SELECT ${[
      maxId(table('course_completions'), 'current_id'),
      hasHistory ? maxId(table('course_completion_history'), 'history_id') : '0 AS history_id',
      hasLog ? maxId(table('course_completion_log'), 'log_id') : '0 AS log_id',
    ].join(', ')}, now() AS now`,
    current: currentQuery(schema, table),
    history: hasHistory ? historyQuery(schema, table) : undefined,
  };
}

function maxId(tableName: string, alias: string): string {
  return `coalesce((SELECT id FROM ${tableName} ORDER BY id DESC LIMIT 1), 0) AS ${alias}`;
}

const PAIRS = 'unnest($1::bigint[], $2::bigint[]) AS pair(user_id, course_id)';

function currentQuery(schema: TotaraSchema, table: (name: string) => string): string {
  const own = (column: string) => optional(schema, 'course_completions', 'cc', column);
  const categories = schema.has('course_categories');
  return `SELECT pair.user_id, pair.course_id, cc.id, cc.timeenrolled, cc.timestarted, cc.timecompleted,
      ${own('status')}, ${own('rpl')}, ${own('rplgrade')},
      u.id AS user_row, u.username, u.idnumber AS user_idnumber, u.firstname, u.lastname, u.email, u.suspended, u.deleted,
      c.id AS course_row, c.fullname, c.shortname, c.idnumber AS course_idnumber,
      ${optional(schema, 'course', 'c', 'containertype')},
      ${categories ? 'cat.name' : 'NULL'} AS category_name, ${gradeColumns(schema)}
    FROM ${PAIRS}
    LEFT JOIN ${table('course_completions')} cc ON cc.userid = pair.user_id AND cc.course = pair.course_id
    LEFT JOIN ${table('user')} u ON u.id = pair.user_id
    LEFT JOIN ${table('course')} c ON c.id = pair.course_id
    ${categories ? `LEFT JOIN ${table('course_categories')} cat ON cat.id = c.category` : ''}
    ${gradeJoins(schema, table, true)}`;
}

function historyQuery(schema: TotaraSchema, table: (name: string) => string): string {
  return `SELECT h.id, h.userid AS user_id, h.courseid AS course_id, h.timecompleted, h.grade,
      ${schema.has('grade_items') ? 'gi.grademin, gi.grademax' : 'NULL AS grademin, NULL AS grademax'}
    FROM ${PAIRS}
    JOIN ${table('course_completion_history')} h ON h.userid = pair.user_id AND h.courseid = pair.course_id
    ${gradeJoins(schema, table, false)}
    ORDER BY h.id`;
}

function hasGrades(schema: TotaraSchema): boolean {
  return schema.has('grade_items') && schema.has('grade_grades');
}

function gradeColumns(schema: TotaraSchema): string {
  return hasGrades(schema)
    ? 'gg.finalgrade, gi.grademin, gi.grademax'
    : 'NULL AS finalgrade, NULL AS grademin, NULL AS grademax';
}

function gradeJoins(schema: TotaraSchema, table: (name: string) => string, withLearner: boolean): string {
  if (!schema.has('grade_items')) return '';
  const items = `LEFT JOIN ${table('grade_items')} gi ON gi.courseid = pair.course_id AND gi.itemtype = 'course'`;
  if (!withLearner || !hasGrades(schema)) return items;
  return `${items} LEFT JOIN ${table('grade_grades')} gg ON gg.itemid = gi.id AND gg.userid = pair.user_id`;
}

/** A column that older versions and Moodle do not have. */
function optional(schema: TotaraSchema, table: string, alias: string, column: string): string {
  return schema.has(table, column) ? `${alias}.${column}` : `NULL AS ${column}`;
}
