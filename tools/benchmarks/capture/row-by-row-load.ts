import { Client } from 'pg';
import { answerCommands } from '../measured-process';

/** The rival of the first load, as an exporter is written first: row by row, a question for each name and grade. */
const ROWS = Number(process.env['ROWS']);

const site = new Client({ connectionString: process.env['TOTARA_DATABASE_URL'] });
const ledger = new Client({ connectionString: process.env['DATABASE_URL'] });
await site.connect();
await ledger.connect();
await ledger.query(
  'CREATE TABLE exported (user_id bigint, course_id bigint, completed_at bigint, body json, PRIMARY KEY (user_id, course_id))',
);

async function one(sql: string, values: unknown[]): Promise<Record<string, unknown>> {
  return (await site.query<Record<string, unknown>>(sql, values)).rows[0] ?? {};
}

answerCommands({
  look: async () => {
    const { rows } = await site.query<{ userid: string; course: string; timecompleted: string }>(
      `SELECT * FROM ttr_course_completions ORDER BY id LIMIT ${ROWS}`,
    );
    for (const row of rows) {
      const user = await one('SELECT * FROM ttr_user WHERE id = $1', [row.userid]);
      const course = await one('SELECT * FROM ttr_course WHERE id = $1', [row.course]);
      const grade = await one(
        `SELECT gg.* FROM ttr_grade_items gi JOIN ttr_grade_grades gg ON gg.itemid = gi.id
          WHERE gi.courseid = $1 AND gi.itemtype = 'course' AND gg.userid = $2`,
        [row.course, row.userid],
      );
      await ledger.query('INSERT INTO exported VALUES ($1, $2, $3, $4)', [
        row.userid,
        row.course,
        row.timecompleted,
        JSON.stringify({ ...row, user, course, grade }),
      ]);
    }
    return rows.length;
  },
});
