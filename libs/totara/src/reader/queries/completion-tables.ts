import { rowsWithProgress } from './progress-query';
import { shownColumns, shownJoins } from './shown-columns';
import type { LabelledColumns, SiteSql } from './site-sql';

/**
 * A table of completions with everything that is shown of its rows. In statements its rows are called `cc`, and `pair`
 * is whose they are.
 */
export interface CompletionTable {
  readonly name: string;
  /** Totara calls the course `course` in one of the tables and `courseid` in the other. */
  readonly course: 'course' | 'courseid';
  /** What a row shows, with what is joined to it. */
  readonly columns: LabelledColumns;
  /** What is joined to `pair` and `cc`. */
  readonly joins: string;
  /** Adds to a SELECT of user_id, course_id, id and timecompleted what has to be worked out row by row. */
  worked(rows: string): string;
}

/** The present completions. */
export function currentTable(site: SiteSql): CompletionTable {
  const { schema, table } = site;
  const own = (column: string) => (schema.has('course_completions', column) ? `cc.${column}` : 'NULL');
  const hasGrades = schema.has('grade_items') && schema.has('grade_grades');
  const grades = `LEFT JOIN ${table('grade_grades')} gg ON gg.itemid = gi.id AND gg.userid = pair.user_id`;
  return {
    name: 'course_completions',
    course: 'course',
    columns: {
      id: 'cc.id',
      timeenrolled: 'cc.timeenrolled',
      timestarted: 'cc.timestarted',
      timecompleted: 'cc.timecompleted',
      status: own('status'),
      rpl: own('rpl'),
      rplgrade: own('rplgrade'),
      finalgrade: hasGrades ? 'gg.finalgrade' : 'NULL',
      progress: 'pair.percent',
      ...shownColumns(site),
    },
    joins: `${shownJoins(site)} ${hasGrades ? grades : ''}`,
    worked: (rows) => rowsWithProgress(site, rows),
  };
}

/** The archived completions; `undefined` where the site archives none. All of them are completed. */
export function historyTable(site: SiteSql): CompletionTable | undefined {
  if (!site.schema.has('course_completion_history')) return undefined;
  return {
    name: 'course_completion_history',
    course: 'courseid',
    columns: { id: 'cc.id', timecompleted: 'cc.timecompleted', grade: 'cc.grade', ...shownColumns(site) },
    joins: shownJoins(site),
    worked: (rows) => rows,
  };
}
