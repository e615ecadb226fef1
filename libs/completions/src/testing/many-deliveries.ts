import type { DataSource } from 'typeorm';

export interface ManyDeliveries {
  readonly count: number;
  readonly courseId: number;
  readonly firstUserId: number;
  readonly status?: string;
  readonly causeCode?: string;
}

/** So many completed records of a course, each of a person of its own, and a delivery of each in the given state. */
export async function addManyDeliveries(dataSource: DataSource, many: ManyDeliveries): Promise<void> {
  const { count, courseId, firstUserId, status = 'sent', causeCode = null } = many;
  await dataSource.query(
    `WITH added AS (
       INSERT INTO completion_records (id, site_id, user_id, course_id, completed_at, status, is_archived, revision,
         change_seq, changed_at, captured_at, source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
       SELECT gen_random_uuid(), 'totara', $2::bigint + n, $1::bigint, timestamptz '2026-02-01', 'complete', false, 1,
         nextval('completion_change_seq'), now(), now(), 'current', n, 'hash',
         json_build_object('id', n, 'revision', 1, 'userId', $2::bigint + n, 'courseId', $1::bigint, 'status', 'complete',
           'user', json_build_object('id', $2::bigint + n, 'firstname', 'Robin', 'lastname', 'Learner ' || n, 'username', null,
             'idnumber', 'E' || n),
           'course', json_build_object('id', $1::bigint, 'fullname', 'Course ' || $1::bigint)), 'completed', 'first_load'
         FROM generate_series(1, $3::int) AS n RETURNING id, public_json),
     known AS (
       INSERT INTO courses (site_id, course_id, words, public_json)
       SELECT 'totara', $1::bigint, array_to_tsvector(ARRAY['course', $1::bigint::text]), '{}' ON CONFLICT DO NOTHING)
     INSERT INTO queue_items (record_id, revision, status, attempts, cause_code, sent_at)
     SELECT id, 1, $4::text, 1, $5::text, CASE WHEN $4::text = 'sent' THEN now() END FROM added`,
    [courseId, firstUserId, count, status, causeCode],
  );
}
