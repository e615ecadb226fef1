import { createTotaraSchema } from '@oracle-integration/testing';
import { Client } from 'pg';

const COURSES = 200;
/** Completions of one person. */
const EACH = 20;

/**
 * A Totara site with so many present completions, each with a person, a course in a category, a course grade and an
 * entry in the change log; set by set, because a million rows one by one take minutes.
 */
export async function fillSite(url: string, completions: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await createTotaraSchema(client);
  for (const statement of [
    `INSERT INTO ttr_course_categories (id, name) SELECT n, 'Category ' || n FROM generate_series(1, 10) n`,
    `INSERT INTO ttr_course (id, category, fullname, shortname, idnumber)
     SELECT n, n % 10 + 1, 'Course number ' || n, 'C-' || n, 'OLC-' || n FROM generate_series(2, ${COURSES + 1}) n`,
    `INSERT INTO ttr_user (id, username, idnumber, firstname, lastname, email)
     SELECT n, 'user' || n, 'E' || n, 'First ' || n, 'Last ' || n, 'user' || n || '@example.com'
       FROM generate_series(10, 10 + ${Math.ceil(completions / EACH)}) n`,
    `INSERT INTO ttr_grade_items (id, courseid, itemtype, grademin, grademax)
     SELECT n, n, 'course', 0, 100 FROM generate_series(2, ${COURSES + 1}) n`,
    `INSERT INTO ttr_grade_grades (itemid, userid, finalgrade)
     SELECT ${courseOf('n')}, ${personOf('n')}, 60 + n % 40 FROM generate_series(0, ${completions - 1}) n`,
    `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timestarted, timecompleted, status)
     SELECT ${personOf('n')}, ${courseOf('n')}, 1700000000 + n, 1700000100 + n, 1700000200 + n, 50
       FROM generate_series(0, ${completions - 1}) n`,
    `INSERT INTO ttr_course_completion_log (courseid, userid, changeuserid, description, timemodified)
     SELECT ${courseOf('n')}, ${personOf('n')}, 0, 'Updated current completion', 1700000200 + n
       FROM generate_series(0, ${completions - 1}) n`,
    'VACUUM ANALYZE',
  ]) {
    await client.query(statement);
  }
  await client.end();
}

function personOf(n: string): string {
  return `${n} / ${EACH} + 10`;
}

/** Spread over all courses, and never twice the same for one person. */
function courseOf(n: string): string {
  return `(${n} % ${EACH} + (${n} / ${EACH} % ${COURSES / EACH}) * ${EACH}) + 2`;
}

/** So many completions more, in one transaction, as after a certification window: enrolled before, completed now. */
export async function addBurst(url: string, completions: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO ttr_user (id, username, idnumber, firstname, lastname, email)
     SELECT n, 'burst' || n, 'B' || n, 'First ' || n, 'Last ' || n, 'burst' || n || '@example.com'
       FROM generate_series(10000001, 10000000 + $1::int) n`,
    [completions],
  );
  await client.query(
    `INSERT INTO ttr_course_completions (userid, course, timeenrolled, timestarted, timecompleted, status)
     SELECT n, 2, 1700000000, 1700000100, 1769904000, 50 FROM generate_series(10000001, 10000000 + $1::int) n`,
    [completions],
  );
  await client.query(
    `INSERT INTO ttr_course_completion_log (courseid, userid, changeuserid, description, timemodified)
     SELECT 2, n, 0, 'Updated current completion', 1769904000 FROM generate_series(10000001, 10000000 + $1::int) n`,
    [completions],
  );
  await client.query('COMMIT');
  await client.end();
}
