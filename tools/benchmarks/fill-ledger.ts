import { Client } from 'pg';
import type { DatabaseContent } from './benchmark';

/** A ledger with so many records. */
export function ledgerOf(records: number): DatabaseContent {
  return { name: `ledger_${records}`, fill: (url) => fillLedger(url, records) };
}

/** Fills the ledger with records as the service would write them, some 700 bytes of public JSON each. */
export async function fillLedger(url: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO completion_records
       (id, site_id, user_id, course_id, completed_at, status, is_archived, revision, change_seq, changed_at,
        captured_at, source_table, source_row_id, content_hash, public_json, change_kind, noticed_by)
     SELECT id, 'bench', n / 40 + 1, n % 40 + 1, now() - make_interval(mins => n), 'complete', false, 1,
            nextval('completion_change_seq'), now(), now(), 'current', n, md5(n::text),
            format('{"id":"%s","revision":1,"userId":%s,"courseId":%s,"status":"complete","progress":100,"timeenrolled":"2026-01-05T08:00:00Z","timestarted":"2026-01-06T09:12:00Z","timecompleted":"2026-02-01T14:03:11Z","grade":{"value":85,"max":100,"percent":85},"rpl":null,"archived":false,"changedAt":"2026-02-01T14:03:40.120Z","user":{"id":%s,"username":"mlopez%s","idnumber":"E%s","firstname":"María","lastname":"López","email":"maria.lopez%s@example.com","suspended":false,"deleted":false},"course":{"id":%s,"fullname":"Fire Safety %s","shortname":"FIRE-%s","idnumber":"OLC-100%s","category":"Compliance"}}',
              id, n / 40 + 1, n % 40 + 1, n / 40 + 1, n, n + 100000, n, n % 40 + 1, n % 40, n % 40, n % 40)::json,
            'completed', 'first_load'
       FROM (SELECT n, uuidv7() AS id FROM generate_series(1, $1::int) AS n) AS numbered`,
    [count],
  );
  await client.query('VACUUM ANALYZE completion_records');
  await client.end();
}
