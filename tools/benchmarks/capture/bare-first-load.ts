import { hash, randomFillSync } from 'node:crypto';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { answerCommands } from '../measured-process';

/**
 * The ceiling of the first load: the same rows read and the same rows written in the same portions, with the next
 * portion being read while one is written, and nothing else: no fold, no look at what is there, no lock, no lease.
 */
const BATCH = 1000;

const KEYS = `SELECT id, userid, course FROM ttr_course_completions WHERE id > $1 ORDER BY id LIMIT ${BATCH}`;
const FINGERPRINT = `('x' || substr(md5(concat_ws(chr(31), cc.id, cc.userid, cc.course, cc.timeenrolled, cc.timestarted,
  cc.timecompleted, cc.status, coalesce(cc.rpl, chr(30)), coalesce(cc.rplgrade::text, chr(30)), gg.finalgrade,
  gi.grademin, gi.grademax, u.username, u.idnumber, u.firstname, u.lastname, u.email, u.suspended, u.deleted,
  c.fullname, c.shortname, c.idnumber, c.containertype, cat.name)), 1, 15))::bit(60)::bigint`;
const PICTURES = `SELECT pair.user_id, pair.course_id, cc.id, cc.timeenrolled, cc.timestarted, cc.timecompleted, cc.rpl,
    u.username, u.idnumber AS user_idnumber, u.firstname, u.lastname, u.email, c.fullname, c.shortname,
    c.idnumber AS course_idnumber, cat.name AS category, gg.finalgrade, gi.grademax, ${FINGERPRINT} AS fingerprint
  FROM unnest($1::bigint[], $2::bigint[]) AS pair(user_id, course_id)
  LEFT JOIN ttr_course_completions cc ON cc.userid = pair.user_id AND cc.course = pair.course_id
  LEFT JOIN ttr_user u ON u.id = pair.user_id
  LEFT JOIN ttr_course c ON c.id = pair.course_id
  LEFT JOIN ttr_course_categories cat ON cat.id = c.category
  LEFT JOIN ttr_grade_items gi ON gi.courseid = pair.course_id AND gi.itemtype = 'course'
  LEFT JOIN ttr_grade_grades gg ON gg.itemid = gi.id AND gg.userid = pair.user_id`;
const HISTORY = `SELECT h.* FROM unnest($1::bigint[], $2::bigint[]) AS pair(user_id, course_id)
  JOIN ttr_course_completion_history h ON h.userid = pair.user_id AND h.courseid = pair.course_id`;
const RECORDS = `INSERT INTO completion_records
    (id, site_id, user_id, course_id, completed_at, status, is_archived, revision, change_seq, changed_at, captured_at,
     source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
  SELECT id, 'bare', "userId", "courseId", "completedAt", 'complete', false, 1, nextval('completion_change_seq'), now(),
         now(), 'current', "rowId", hash, json::json, 'completed', 'first_load'
    FROM json_to_recordset($1::json) AS r(id uuid, "userId" bigint, "courseId" bigint, "completedAt" timestamptz,
      "rowId" bigint, hash text, json text)`;
const ROWS = `INSERT INTO source_rows (site_id, source_table, row_id, user_id, course_id, fingerprint, record_id)
  SELECT 'bare', 'current', "rowId", "userId", "courseId", fingerprint, id
    FROM json_to_recordset($1::json) AS r(id uuid, "userId" bigint, "courseId" bigint, "rowId" bigint,
      fingerprint bigint)`;

interface Picture {
  readonly [column: string]: string | null;
}

const site = new Client({ connectionString: process.env['TOTARA_DATABASE_URL'] });
const ledger = new Client({ connectionString: process.env['DATABASE_URL'] });
await site.connect();
await ledger.connect();

async function read(afterId: string): Promise<{ lastId: string | undefined; pictures: Picture[] }> {
  const { rows: keys } = await site.query<{ id: string; userid: string; course: string }>(KEYS, [afterId]);
  const pairs = [keys.map(({ userid }) => userid), keys.map(({ course }) => course)];
  await site.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows: pictures } = await site.query<Picture>({ name: 'pictures', text: PICTURES, values: pairs });
  await site.query({ name: 'history', text: HISTORY, values: pairs });
  await site.query('COMMIT');
  return { lastId: keys.length < BATCH ? undefined : keys.at(-1)?.id, pictures };
}

async function write(pictures: readonly Picture[]): Promise<void> {
  const changedAt = new Date().toISOString();
  const records = pictures.map((picture) => recordOf(picture, changedAt));
  const parameter = JSON.stringify(records);
  await ledger.query('BEGIN');
  await ledger.query({ name: 'records', text: RECORDS, values: [parameter] });
  await ledger.query({ name: 'rows', text: ROWS, values: [parameter] });
  await ledger.query('COMMIT');
}

const random = new Uint8Array(16 * BATCH);

function recordOf(picture: Picture, changedAt: string) {
  const completedAt = iso(picture['timecompleted']!);
  const id = newId();
  const user = {
    id: Number(picture['user_id']),
    username: picture['username'],
    idnumber: picture['user_idnumber'],
    firstname: picture['firstname'],
    lastname: picture['lastname'],
    email: picture['email'],
    suspended: false,
    deleted: false,
  };
  const course = {
    id: Number(picture['course_id']),
    fullname: picture['fullname'],
    shortname: picture['shortname'],
    idnumber: picture['course_idnumber'],
    category: picture['category'],
  };
  const facts = `"userId":${user.id},"courseId":${course.id},"status":"complete","progress":100,"timeenrolled":"${iso(picture['timeenrolled']!)}","timestarted":"${iso(picture['timestarted']!)}","timecompleted":"${completedAt}","grade":{"value":${Number(picture['finalgrade'])},"max":${Number(picture['grademax'])},"percent":${Number(picture['finalgrade'])}},"rpl":null,"archived":false`;
  const names = `"user":${JSON.stringify(user)},"course":${JSON.stringify(course)}`;
  return {
    id,
    userId: user.id,
    courseId: course.id,
    completedAt,
    rowId: Number(picture['id']),
    fingerprint: picture['fingerprint'],
    hash: hash('sha1', `${facts},${names}`),
    json: `{"id":"${id}","revision":1,${facts},"changedAt":"${changedAt}",${names}}`,
  };
}

let used = random.length;

function newId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += 16;
  return uuidv7({ random: random.subarray(used - 16, used) });
}

function iso(epochSeconds: string): string {
  return `${new Date(Number(epochSeconds) * 1000).toISOString().slice(0, -5)}Z`;
}

answerCommands({
  look: async () => {
    let coming: ReturnType<typeof read> | undefined = read('0');
    while (coming) {
      const { lastId, pictures }: Awaited<ReturnType<typeof read>> = await coming;
      coming = lastId === undefined ? undefined : read(lastId);
      await write(pictures);
    }
  },
});
