import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, PreparedWrite, selectRows } from '@oracle-integration/platform';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { DELAY_ENDS } from './figures/delay-histogram';
import { NO_FURTHER_ATTEMPT } from './no-further-attempt';
import type { Claim, ClaimedItem, LoggedRequest, SettledGroup } from './queue-item';
import { sharedOutcomes, storable } from './shared-outcome';
import { WAITS_AS_BACKFILLED, WAITS_AS_NEW } from './waiting-items';

/**
 * One look at the index of records for each candidate: `OFFSET 0` keeps the planner from joining, which sorts the
 * whole backlog, and `lease_id` instead of the status from reading all that is being sent for each candidate.
 */
const HAS_ONE_UNDER_WAY = `EXISTS (SELECT 1 FROM queue_items ahead
  WHERE ahead.record_id = item.record_id AND ahead.lease_id IS NOT NULL OFFSET 0)`;

/** What becomes of an item whose sending was called off while it was under way: Oracle may have it from before. */
const CALLED_OFF = `CASE WHEN item.sent_at IS NULL THEN 'withdrawn' ELSE 'sent' END`;

/**
 * Candidates of one kind, each kind on an index of its own. The limits are plain parameters, here and over both: of a
 * limit that is computed the planner expects a tenth of the table, and reads all of it (0.7 s at a million).
 */
function dueItems(kind: string): string {
  return `SELECT id FROM queue_items AS item
    WHERE ${kind} AND next_attempt_at <= now() AND NOT ${HAS_ONE_UNDER_WAY}
    ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`;
}

function firstDueAt(kind: string): string {
  return `SELECT next_attempt_at FROM queue_items WHERE ${kind} ORDER BY next_attempt_at, id LIMIT 1`;
}

/** Every query by which items are delivered: claimed, settled, freed. All times are the database's. */
@Injectable()
export class QueueItemRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly prepared: PreparedWrite,
  ) {}

  /**
   * Claims the items that are due, oldest first, skipping what another worker holds. Committed on return.
   *
   * A revision waits while an earlier one of its record is under way: Oracle might end on the earlier. What a
   * backfill queued is claimed only as far as nothing else is due.
   */
  async claimDue(limit: number, leaseSeconds: number): Promise<Claim> {
    const leaseId = randomUUID();
    const items = await this.prepared.rows<ClaimedItem & QueryResultRow>(
      'queue_claim',
      `WITH live AS MATERIALIZED (${dueItems(WAITS_AS_NEW)}),
       past AS MATERIALIZED (${dueItems(`${WAITS_AS_BACKFILLED} AND (SELECT count(*) FROM live) < $1`)}),
       due AS MATERIALIZED (
         SELECT id FROM (SELECT 1 AS turn, id FROM live UNION ALL SELECT 2, id FROM past) AS candidates
          ORDER BY turn LIMIT $1)
       UPDATE queue_items AS item
          SET status = 'sending', lease_id = $2, lease_expires_at = now() + make_interval(secs => $3)
        WHERE item.id = ANY (ARRAY(SELECT id FROM due))
       RETURNING item.id, item.record_id AS "recordId", item.revision, item.attempts, item.answered,
                 item.is_alone AS "isAlone"`,
      [limit, leaseId, leaseSeconds],
    );
    return { leaseId, items };
  }

  /**
   * Writes down what attempts came to, for the items still held under their leases, and the requests they went by.
   *
   * @returns the ids settled; an item missing from it was taken by someone else after the lease ran out.
   */
  async settle({ settlements, requests }: SettledGroup): Promise<string[]> {
    const rows = await this.prepared.rows<{ id: string }>('queue_settle', SETTLE, [
      JSON.stringify(sharedOutcomes(settlements)),
      JSON.stringify(requests.map(requestRow)),
    ]);
    return rows.map(({ id }) => id);
  }

  /** Frees what killed workers held. Their attempt may have reached Oracle, so it goes again under the same key. */
  async reclaimExpired(): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE queue_items AS item
          SET status = CASE WHEN next_attempt_at = ${NO_FURTHER_ATTEMPT} THEN ${CALLED_OFF} ELSE 'queued' END,
              lease_id = NULL, lease_expires_at = NULL, next_attempt_at = now()
        WHERE id IN (SELECT id FROM queue_items WHERE status = 'sending' AND lease_expires_at < now()
                      ORDER BY lease_expires_at LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** When the next item falls due, if any waits. */
  async nextDueAt(): Promise<Date | undefined> {
    const [row] = await selectRows<{ next_attempt_at: Date | null }>(
      this.dataSource,
      `SELECT least((${firstDueAt(WAITS_AS_NEW)}), (${firstDueAt(WAITS_AS_BACKFILLED)})) AS next_attempt_at`,
    );
    return row?.next_attempt_at ?? undefined;
  }
}

/**
 * One statement, so one round trip and one commit, however many requests it settles. Items are written in the order of
 * their ids, as the ledger does that withdraws or renews them: neither waits for the other in a circle. Only what is
 * being sent has a lease; naming that status too would offer PostgreSQL the index of leases, and all in it for each item.
 */
const SETTLE = `WITH settled AS (
    UPDATE queue_items AS item
       SET status = CASE WHEN outcome.status <> 'sent' AND item.next_attempt_at = ${NO_FURTHER_ATTEMPT}
                         THEN ${CALLED_OFF} ELSE outcome.status END,
           attempts = item.attempts + outcome."isAttempt"::int,
           answered = item.answered + outcome."isAnswered"::int,
           is_alone = outcome."isAlone",
           next_attempt_at = now() + make_interval(secs => coalesce(outcome.delay_seconds, 0)),
           lease_id = NULL, lease_expires_at = NULL,
           cause_code = outcome."causeCode", cause_detail = outcome."causeDetail",
           external_id = coalesce(outcome.external_id, item.external_id),
           sent_at = CASE WHEN outcome.status = 'sent' THEN now() ELSE item.sent_at END
      FROM (
        SELECT shared.*, one.* FROM json_to_recordset($1::json) AS shared("leaseId" uuid, "batchId" uuid, status text,
            outcome text, "isAttempt" boolean, "isAnswered" boolean, "isAlone" boolean, "causeCode" text,
            "causeDetail" text, "httpStatus" smallint, ids bigint[], "externalIds" text[],
            "delaysSeconds" double precision[]),
          unnest(shared.ids, shared."externalIds", shared."delaysSeconds") AS one(id, external_id, delay_seconds)
         ORDER BY one.id) AS outcome
     WHERE item.id = outcome.id AND item.lease_id = outcome."leaseId"
    RETURNING item.id, item.attempts, outcome."batchId", outcome.outcome, outcome."httpStatus", outcome."causeCode",
              outcome."causeDetail", outcome."isAttempt", outcome.status = 'sent' AS is_delivered, item.is_backfilled,
              extract(epoch FROM now() - item.created_at)::float8 AS delay_seconds),
  logged AS (
    INSERT INTO delivery_attempts
      (queue_item_id, attempt, batch_id, outcome, http_status, cause_code, cause_detail)
    SELECT id, attempts, "batchId", outcome, "httpStatus", "causeCode", "causeDetail" FROM settled WHERE "isAttempt"),
  requested AS (
    INSERT INTO delivery_requests
      (batch_id, started_at, duration_ms, item_count, request_bytes, outcome, http_status, answer)
    SELECT "batchId", "startedAt", "durationMs", "itemCount", "requestBytes", outcome, "httpStatus", answer
      FROM json_to_recordset($2::json) AS r("batchId" uuid, "startedAt" timestamptz, "durationMs" int, "itemCount" int,
        "requestBytes" int, outcome text, "httpStatus" smallint, answer text)
    ON CONFLICT DO NOTHING),
  counted AS (
    INSERT INTO hourly_counts (hour, counter, delta)
    SELECT date_trunc('hour', now()), CASE WHEN is_delivered THEN 'delivered' ELSE 'failed' END, count(*)
      FROM settled WHERE "isAttempt" GROUP BY is_delivered
    UNION ALL
    SELECT date_trunc('hour', now()), 'delay.' || span, count(*)
      FROM (SELECT width_bucket(delay_seconds, ARRAY[${DELAY_ENDS.join()}]::float8[]) AS span
              FROM settled WHERE is_delivered AND NOT is_backfilled) AS delayed GROUP BY span)
  SELECT id FROM settled`;

function requestRow(request: LoggedRequest): Record<string, unknown> {
  return { ...request, answer: storable(request.answer) };
}
