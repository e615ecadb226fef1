import { Client } from 'pg';

/** Records as the service would write them, one of each learner from `first` to `last`, each a change after the other. */
export async function addRecords(url: string, first: number, last: number): Promise<void> {
  await queryDatabase(
    url,
    `INSERT INTO completion_records
         (id, site_id, user_id, course_id, completed_at, status, is_archived, revision, change_seq, changed_at,
          captured_at, source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
       SELECT id, 'totara', n, 88, '2026-02-01T14:03:11Z', 'complete', false, 1, nextval('completion_change_seq'),
              now(), now(), 'current', n, md5(n::text),
              json_build_object('id', id, 'revision', 1, 'userId', n, 'courseId', 88, 'status', 'complete',
                'progress', 100, 'timeenrolled', NULL, 'timestarted', NULL, 'timecompleted', '2026-02-01T14:03:11Z',
                'grade', json_build_object('value', 85, 'max', 100, 'percent', 85), 'rpl', NULL, 'archived', false,
                'changedAt', '2026-02-01T14:03:40.120Z',
                'user', json_build_object('id', n, 'username', 'user' || n, 'idnumber', '-' || n, 'firstname', 'María',
                  'lastname', 'O"Neill, ' || n, 'email', NULL, 'suspended', false, 'deleted', false),
                'course', json_build_object('id', 88, 'fullname', '=2+3', 'shortname', 'FIRE', 'idnumber', NULL,
                  'category', NULL)),
              'completed', 'first_load'
         FROM (SELECT n, gen_random_uuid() AS id FROM generate_series($1::int, $2::int) n ORDER BY n) numbered`,
    [first, last],
  );
}

/** Looks or writes into the service's own database. */
export async function queryDatabase<Row extends object>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
