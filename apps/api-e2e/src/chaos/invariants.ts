import type { AlternatingPoller } from '../system/alternating-poller';
import type { System } from '../system/system';

/** What must be so whatever was done, for one assertion. */
export interface Invariants {
  /** Completions of the site that the ledger does not hold, less those that it never holds (people who are deleted). */
  readonly missingInLedger: number;
  /** Completions without a delivery, or with one in another end than `sent`. */
  readonly notSent: number;
  /** Deliveries that are sent and of which the log tells no such attempt. */
  readonly sentUntold: number;
  /** Different items that Oracle recorded, less those that are sent. */
  readonly recordedBeyondSent: number;
  /** Keys that came to Oracle with other bytes. */
  readonly conflicts: number;
  /** Items that Oracle saw and that are neither new nor known by their key. */
  readonly strange: number;
  /** Completions whose present revision the poller did not see. */
  readonly notPulled: number;
}

export const ALL_HOLD: Invariants = {
  missingInLedger: 0,
  notSent: 0,
  sentUntold: 0,
  recordedBeyondSent: 0,
  conflicts: 0,
  strange: 0,
  notPulled: 0,
};

/** How many completions of the site the ledger does not hold. */
export async function missingInLedger(system: System): Promise<number> {
  const [site] = await system.site.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT userid, course, timecompleted FROM ttr_course_completions WHERE timecompleted > 0
        UNION SELECT userid, courseid, timecompleted FROM ttr_course_completion_history WHERE timecompleted > 0) found`,
  );
  const [ledger] = await system.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM completion_records WHERE status IN ('complete', 'completeviarpl')`,
  );
  return site!.count - ledger!.count;
}

/**
 * Looks at the site, the ledger, the queue, Oracle and what came out of Pull at one moment.
 *
 * @param leftOut completions of the site that the ledger leaves out on purpose
 */
export async function invariantsOf(
  system: System,
  poller: AlternatingPoller,
  leftOut: number,
): Promise<Invariants> {
  const missing = await missingInLedger(system);
  const [deliveries] = await system.query<{ notSent: number; sentUntold: number; sent: number }>(
    `SELECT count(*) FILTER (WHERE item.status IS DISTINCT FROM 'sent')::int AS "notSent",
            count(*) FILTER (WHERE item.status = 'sent')::int AS sent,
            count(*) FILTER (WHERE item.status = 'sent' AND NOT EXISTS (
              SELECT 1 FROM delivery_attempts attempt WHERE attempt.queue_item_id = item.id
                 AND attempt.outcome IN ('delivered', 'accepted', 'duplicate')))::int AS "sentUntold"
       FROM completion_records record LEFT JOIN queue_items item ON item.record_id = record.id
      WHERE record.status IN ('complete', 'completeviarpl')`,
  );
  const { items, unique, duplicates, conflicts } = await system.oracle.stats();
  await poller.readToEnd();
  const present = await system.query<{ key: string }>(
    `SELECT id || ' ' || revision AS key FROM completion_records`,
  );
  return {
    missingInLedger: missing - leftOut,
    notSent: deliveries!.notSent,
    sentUntold: deliveries!.sentUntold,
    recordedBeyondSent: unique - deliveries!.sent,
    conflicts,
    strange: items - unique - duplicates,
    notPulled: present.filter(({ key }) => !poller.seen.has(key)).length,
  };
}
