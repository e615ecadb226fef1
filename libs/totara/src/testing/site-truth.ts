import type { ScratchSite } from '@oracle-integration/testing';
import type { DataSource } from 'typeorm';

/**
 * What a ledger must hold that agrees with a site, one line a record: person, course, time, whether it is archived
 * or by prior learning, and the surname. Written from Totara's tables alone, in another way than the reader's.
 */
export async function siteTruth({ rows }: ScratchSite): Promise<string[]> {
  const found = await rows<{ line: string }>(
    `SELECT concat_ws(' ', found.userid, found.course, coalesce(found.time::text, 'open'), found.kind, u.lastname) AS line
       FROM (SELECT userid, course, nullif(greatest(timecompleted, 0), 0) AS time,
                    CASE WHEN coalesce(timecompleted, 0) <= 0 THEN 'unfinished'
                         WHEN status = 75 OR coalesce(rpl, '') <> '' THEN 'rpl' ELSE 'complete' END AS kind
               FROM ttr_course_completions
             UNION
             SELECT userid, courseid, timecompleted, 'archived' FROM ttr_course_completion_history history
              WHERE timecompleted > 0 AND NOT EXISTS (
                SELECT 1 FROM ttr_course_completions
                 WHERE userid = history.userid AND course = history.courseid
                   AND timecompleted = history.timecompleted)) AS found
       JOIN ttr_user u ON u.id = found.userid
      ORDER BY 1`,
  );
  return found.map(({ line }) => line).sort();
}

/** What the ledger holds, in the same lines; what was revoked is left out. */
export async function ledgerTruth(dataSource: DataSource): Promise<string[]> {
  const found = await dataSource.query<{ line: string }[]>(
    `SELECT concat_ws(' ', user_id, course_id, coalesce(extract(epoch FROM completed_at)::bigint::text, 'open'),
              CASE WHEN is_archived THEN 'archived' WHEN completed_at IS NULL THEN 'unfinished'
                   WHEN status = 'completeviarpl' THEN 'rpl' ELSE status END,
              public_json->'user'->>'lastname') AS line
       FROM completion_records WHERE status <> 'revoked'`,
  );
  return found.map(({ line }) => line).sort();
}

/** Completed records without a waiting delivery of what was learned, and revoked ones with one. */
export async function wrongDeliveries(dataSource: DataSource): Promise<unknown[]> {
  return dataSource.query(
    `SELECT record.id, record.user_id, record.course_id, record.status, item.status AS delivery
       FROM completion_records record
       LEFT JOIN queue_items item ON item.record_id = record.id AND item.status = 'queued'
      WHERE (record.status IN ('complete', 'completeviarpl')) <> (item.id IS NOT NULL)`,
  );
}
