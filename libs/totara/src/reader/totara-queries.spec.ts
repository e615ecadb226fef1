import { totaraQueries } from './totara-queries';
import { totaraSchemaFrom } from './totara-schema';

const BOTH = { user: ['id'], course_categories: ['id'], grade_items: ['id'], grade_grades: ['id'] };
const MOODLE = { ...BOTH, course_completions: ['id'], course: ['id'] };
const TOTARA_17 = {
  ...BOTH,
  course_completions: ['id', 'status', 'rpl', 'rplgrade', 'duedate'],
  course_completion_history: ['id'],
  course_completion_log: ['id'],
  course: ['id', 'containertype'],
};

function queriesOf(tables: Record<string, string[]>) {
  const rows = Object.entries(tables).flatMap(([table, names]) =>
    names.map((column_name) => ({ table_name: `ttr_${table}`, column_name })),
  );
  const schema = totaraSchemaFrom(rows, { prefix: 'ttr_', schema: 'public' });
  return totaraQueries(schema, (name) => `"public"."ttr_${name}"`);
}

function statementsOf(tables: Record<string, string[]>): string[] {
  return Object.values(queriesOf(tables)).filter((sql) => sql !== undefined);
}

describe('the statements for a site', () => {
  it.each([
    ['Totara', TOTARA_17],
    ['Moodle', MOODLE],
  ])('only ever read (%s)', (_, tables) => {
    for (const sql of statementsOf(tables)) {
      expect(sql).toMatch(/^\s*SELECT /);
      expect(sql).not.toMatch(/;|INSERT|UPDATE|DELETE|FOR SHARE/);
    }
  });

  it('read status, prior learning and container type where the site has them', () => {
    const { current } = queriesOf(TOTARA_17);

    expect(current).toMatch(/cc\.status, cc\.rpl, cc\.rplgrade/);
    expect(current).toContain('c.containertype');
  });

  it('ask Totara 12 for no container type', () => {
    const { current } = queriesOf({ ...TOTARA_17, course: ['id'] });

    expect(current).toContain('NULL AS containertype');
    expect(current).toContain('cc.status');
  });

  it('ask Moodle for no status, no history and no change log', () => {
    const { current, history, historyKeys, logKeys, marks } = queriesOf(MOODLE);

    expect(current).toMatch(/NULL AS status, NULL AS rpl, NULL AS rplgrade/);
    expect([history, historyKeys, logKeys]).toEqual([undefined, undefined, undefined]);
    expect(marks).toMatch(/0 AS history_id, 0 AS log_id/);
  });

  it.each([['grade_items'], ['grade_grades'], ['course_categories']])(
    'never mention a table that is missing: %s',
    (missing) => {
      const tables = Object.fromEntries(Object.entries(TOTARA_17).filter(([table]) => table !== missing));

      for (const sql of statementsOf(tables)) expect(sql).not.toContain(`ttr_${missing}"`);
    },
  );

  it('page by primary key, never by time', () => {
    const { currentKeys, historyKeys, courseKeys, logKeys } = queriesOf(TOTARA_17);

    for (const sql of [currentKeys, historyKeys, courseKeys, logKeys]) {
      expect(sql).toMatch(/id > \$\d ORDER BY id LIMIT \$\d/);
      expect(sql).not.toContain('time');
    }
  });
});
