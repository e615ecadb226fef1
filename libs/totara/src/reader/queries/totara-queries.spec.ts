import { MYSQL_DIALECT } from '../database/mysql-dialect';
import { POSTGRES_DIALECT } from '../database/postgres-dialect';
import type { SqlDialect } from '../database/sql-dialect';
import { totaraSchemaFrom } from '../totara-schema';
import { type TotaraQueries, totaraQueries } from './totara-queries';

const BOTH = {
  user: ['id'],
  course_categories: ['id'],
  grade_items: ['id'],
  grade_grades: ['id'],
  course_modules_completion: ['id'],
};
const MOODLE = { ...BOTH, course_completions: ['id'], course: ['id'], course_modules: ['id', 'completion'] };
const TOTARA_17 = {
  ...BOTH,
  course_completions: ['id', 'status', 'rpl', 'rplgrade', 'duedate'],
  course_completion_history: ['id'],
  course_completion_log: ['id'],
  course_completion_criteria: ['id'],
  course_completion_aggr_methd: ['id'],
  course_completion_crit_compl: ['id'],
  course_modules_completion: ['id', 'progress'],
  course: ['id', 'containertype'],
};

function queriesOf(tables: Record<string, string[]>, dialect: SqlDialect = POSTGRES_DIALECT): TotaraQueries {
  const place = { prefix: 'ttr_', schema: 'public' };
  const rows = Object.entries(tables).flatMap(([table, names]) =>
    names.map((column_name) => ({ table_name: `ttr_${table}`, column_name })),
  );
  const schema = totaraSchemaFrom(rows, place);
  return totaraQueries({
    schema,
    dialect,
    table: (name) => dialect.table(place, name),
    hasTwinTotals: false,
  });
}

function statementsOf(value: object): string[] {
  return Object.values(value).flatMap((part: string | object | undefined) =>
    typeof part === 'object' ? statementsOf(part) : (part ?? []),
  );
}

describe('the statements for a site', () => {
  it.each([
    ['Totara on PostgreSQL', TOTARA_17, POSTGRES_DIALECT],
    ['Totara on MySQL', TOTARA_17, MYSQL_DIALECT],
    ['Moodle on PostgreSQL', MOODLE, POSTGRES_DIALECT],
    ['Moodle on MySQL', MOODLE, MYSQL_DIALECT],
  ])('only ever read (%s)', (_, tables, dialect) => {
    const statements = statementsOf(queriesOf(tables, dialect));

    expect(statements.length).toBeGreaterThan(15);
    for (const sql of statements) {
      expect(sql).toMatch(/^SELECT /);
      expect(sql).not.toMatch(/;|INSERT|UPDATE|DELETE|INTO|FOR SHARE|LOCK/);
    }
  });

  it('hold nothing that MySQL 5.7 and MariaDB 10.2 do not know', () => {
    for (const sql of statementsOf(queriesOf(TOTARA_17, MYSQL_DIALECT))) {
      expect(sql).not.toMatch(
        /\bWITH\b|\bOVER\b|LATERAL|JSON_TABLE|(?<!:)VALUES|RETURNING|::|\bAS DOUBLE\b/i,
      );
    }
  });

  it('read status, prior learning and container type where the site has them', () => {
    const { current } = queriesOf(TOTARA_17);

    expect(current).toMatch(/cc\.status AS status, cc\.rpl AS rpl, cc\.rplgrade AS rplgrade/);
    expect(current).toContain('c.containertype AS containertype');
  });

  it('ask Totara 12 for no container type', () => {
    const { current, courses } = queriesOf({ ...TOTARA_17, course: ['id'] });

    expect(current).toContain('NULL AS containertype');
    expect(current).toContain('cc.status');
    expect(courses.shortname).not.toContain('c.containertype');
  });

  it('ask Moodle for no status, no history and no change log', () => {
    const { current, history, historyKeys, logKeys, marks, rows } = queriesOf(MOODLE);

    expect(current).toMatch(/NULL AS status, NULL AS rpl, NULL AS rplgrade/);
    expect([history, historyKeys, logKeys, rows.history]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(marks).toMatch(/NULL AS history_id,\s+NULL AS log_id/);
  });

  it.each([
    ['grade_items'],
    ['grade_grades'],
    ['course_categories'],
    ['course_completion_log'],
    ['course_completion_criteria'],
    ['course_completion_aggr_methd'],
    ['course_completion_crit_compl'],
    ['course_modules_completion'],
  ])('never mention a table that is missing: %s', (missing) => {
    const tables = Object.fromEntries(Object.entries(TOTARA_17).filter(([table]) => table !== missing));

    for (const sql of statementsOf(queriesOf(tables))) expect(sql).not.toContain(`ttr_${missing}"`);
  });

  it.each([['course_modules'], ['course_modules_completion']])(
    'never mention what Moodle lacks: %s',
    (missing) => {
      const tables = Object.fromEntries(Object.entries(MOODLE).filter(([table]) => table !== missing));

      for (const sql of statementsOf(queriesOf(tables))) expect(sql).not.toContain(`ttr_${missing}"`);
    },
  );

  it('page by primary key, never by time', () => {
    const { currentKeys, historyKeys, courseKeys, logKeys } = queriesOf(TOTARA_17);

    for (const sql of [currentKeys, historyKeys, courseKeys, logKeys]) {
      expect(sql).toMatch(/id > :after_id ORDER BY id LIMIT :limit$/);
      expect(sql).not.toContain('time');
    }
  });

  it('tell the rows of a page by one expression, in pictures, sums and lists alike', () => {
    const { current, rows } = queriesOf(TOTARA_17);
    const expressionIn = (sql: string) =>
      /\('x' \|\| left\(md5\(.*?\), 15\)\)::bit\(60\)::bigint/s.exec(sql)?.[0];

    const expressions = [current, rows.current!.digest, rows.current!.fingerprints].map(expressionIn);

    expect(expressions[0]).toContain('u.firstname');
    expect(new Set(expressions).size).toBe(1);
  });
});
