import { Client, type QueryResult } from 'pg';
import { answerCommands } from '../measured-process';

/** The ceilings of looking and comparing: the statements that neither can do without, over bare `pg`. */
const site = new Client({ connectionString: process.env['TOTARA_DATABASE_URL'] });
const ledger = new Client({ connectionString: process.env['DATABASE_URL'] });
await site.connect();
await ledger.connect();

const CHUNK = 10_000;

const SITE_SUM = `SELECT count(*) AS rows, max(cc.id) AS last, sum(('x' || substr(md5(concat_ws(chr(31), cc.id, cc.userid,
    cc.course, cc.timeenrolled, cc.timestarted, cc.timecompleted, cc.status, coalesce(cc.rpl, chr(30)),
    coalesce(cc.rplgrade::text, chr(30)), gg.finalgrade, gi.grademin, gi.grademax, u.username, u.idnumber, u.firstname,
    u.lastname, u.email, u.suspended, u.deleted, c.fullname, c.shortname, c.idnumber, c.containertype, cat.name)),
    1, 15))::bit(60)::bigint) AS sum
  FROM (SELECT * FROM ttr_course_completions WHERE id > $1 ORDER BY id LIMIT ${CHUNK}) cc
  LEFT JOIN ttr_user u ON u.id = cc.userid
  LEFT JOIN ttr_course c ON c.id = cc.course
  LEFT JOIN ttr_course_categories cat ON cat.id = c.category
  LEFT JOIN ttr_grade_items gi ON gi.courseid = cc.course AND gi.itemtype = 'course'
  LEFT JOIN ttr_grade_grades gg ON gg.itemid = gi.id AND gg.userid = cc.userid`;
const LEDGER_SUM = `SELECT count(*) AS rows, sum(fingerprint) AS sum FROM (SELECT fingerprint FROM source_rows
  WHERE site_id = 'totara' AND source_table = 'current' AND row_id > $1 ORDER BY row_id LIMIT ${CHUNK}) page`;

answerCommands({
  /** What an empty look asks the site: what is new in the log, in the present rows and in the history. */
  look: async () => {
    for (const table of ['log', 'completions', 'completion_history'].map(tableName)) {
      await site.query({
        name: table,
        text: `SELECT id FROM ${table} WHERE id > $1 ORDER BY id LIMIT 1000`,
        values: [2_000_000_000],
      });
    }
  },
  reconcile: async () => {
    let afterId: string | null = '0';
    let compared = 0;
    while (afterId !== null) {
      const found: QueryResult<{ rows: string; last: string | null }> = await site.query({
        name: 'site',
        text: SITE_SUM,
        values: [afterId],
      });
      await ledger.query({ name: 'ledger', text: LEDGER_SUM, values: [afterId] });
      compared += Number(found.rows[0]!.rows);
      afterId = Number(found.rows[0]!.rows) < CHUNK ? null : found.rows[0]!.last;
    }
    return compared;
  },
});

function tableName(name: string): string {
  return name === 'log' ? 'ttr_course_completion_log' : `ttr_course_${name}`;
}
