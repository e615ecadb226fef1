import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Claim, ClaimedItem, Enqueuing, SettledBatch } from './queue-item';
import { moved, QueueItemMove, sourcesOf } from './queue-item-state';

/**
 * On an item that is being sent: no attempt follows the present one, because a newer revision overtook it or the
 * completion was revoked meanwhile. Kept on the row itself: whoever settles it waits for the row, and then sees it.
 */
const NO_FURTHER_ATTEMPT = `'infinity'::timestamptz`;

const HAS_NEWER = `EXISTS (SELECT 1 FROM queue_items newer
  WHERE newer.record_id = item.record_id AND newer.revision > item.revision)`;

/**
 * One look at the index of records for each candidate: `OFFSET 0` keeps the planner from joining, which sorts the
 * whole backlog, and `lease_id` instead of the status from reading all that is being sent for each candidate.
 */
const HAS_ONE_UNDER_WAY = `EXISTS (SELECT 1 FROM queue_items ahead
  WHERE ahead.record_id = item.record_id AND ahead.lease_id IS NOT NULL OFFSET 0)`;

/** Every query on queue items and their attempts. All times are the database's. */
@Injectable()
export class QueueItemRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Queues one delivery per record revision, in the caller's transaction.
   *
   * An earlier revision that has not gone out gives its place to the new one: Oracle needs the present state, not
   * each step to it. One that is being sent, or was sent, stays, and the new revision is an item of its own.
   *
   * @returns how many deliveries are new or renewed.
   */
  async enqueue(manager: EntityManager, enqueuings: readonly Enqueuing[]): Promise<number> {
    const parameter = JSON.stringify(enqueuings);
    const recordIds = enqueuings.map(({ recordId }) => recordId);
    const isAnyKnown = await this.holdUnsent(manager, recordIds);
    const renewed = isAnyKnown ? await this.renewUnsent(manager, parameter) : 0;
    const added = await affectedRows(
      manager,
      `INSERT INTO queue_items (record_id, revision, status)
       SELECT wanted."recordId", wanted.revision, 'queued'
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int)
       ON CONFLICT ON CONSTRAINT uq_queue_items_record_revision DO NOTHING`,
      [parameter],
    );
    if (isAnyKnown) await this.letNoAttemptFollow(manager, recordIds, HAS_NEWER);
    return renewed + added;
  }

  /** Takes back what was not sent of the given records; what is being sent now is not tried again. */
  async withdraw(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    if (!(await this.holdUnsent(manager, recordIds))) return 0;
    await this.letNoAttemptFollow(manager, recordIds, 'true');
    return affectedRows(
      manager,
      `UPDATE queue_items SET status = 'withdrawn' WHERE record_id = ANY($1) AND status = ANY($2)`,
      [recordIds, sourcesOf(QueueItemMove.Withdraw)],
    );
  }

  /** Which of the given records Oracle has in any revision, or gets from what is under way. */
  async recordsSent(manager: EntityManager, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await selectRows<{ record_id: string }>(
      manager,
      `SELECT DISTINCT record_id FROM queue_items WHERE record_id = ANY($1)
          AND (status = 'sent' OR status = 'sending' AND next_attempt_at < ${NO_FURTHER_ATTEMPT})`,
      [recordIds],
    );
    return new Set(rows.map(({ record_id }) => record_id));
  }

  /**
   * Claims the items that are due, oldest first, skipping what another worker holds. Committed on return.
   *
   * A revision waits while an earlier one of its record is under way: Oracle might end on the earlier.
   */
  async claimDue(limit: number, leaseSeconds: number): Promise<Claim> {
    const leaseId = randomUUID();
    const items = await selectRows<ClaimedItem>(
      this.dataSource,
      `WITH due AS MATERIALIZED (
         SELECT id FROM queue_items AS item
          WHERE status IN ('queued', 'failed') AND next_attempt_at <= now() AND NOT ${HAS_ONE_UNDER_WAY}
          ORDER BY next_attempt_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       UPDATE queue_items AS item
          SET status = 'sending', lease_id = $2, lease_expires_at = now() + make_interval(secs => $3)
         FROM due WHERE item.id = due.id
       RETURNING item.id, item.record_id AS "recordId", item.revision, item.attempts, item.is_alone AS "isAlone"`,
      [limit, leaseId, leaseSeconds],
    );
    return { leaseId, items };
  }

  /**
   * Writes down what an attempt came to, for the items still held under its lease.
   *
   * @returns the ids settled; an item missing from it was taken by someone else after the lease ran out.
   */
  async settle(manager: EntityManager, batch: SettledBatch): Promise<string[]> {
    const settlements = batch.settlements.map((settlement) => ({
      ...settlement,
      status: moved('sending', settlement.move),
      causeDetail: storable(settlement.causeDetail),
      externalId: storable(settlement.externalId),
    }));
    const rows = await selectRows<{ id: string }>(
      manager,
      `WITH outcome AS (
         SELECT * FROM json_to_recordset($1::json) AS o(id bigint, status text, move text, "isAttempt" boolean,
           "delaySeconds" double precision, "isAlone" boolean, "causeCode" text, "causeDetail" text,
           "externalId" text, "httpStatus" smallint)),
       held AS MATERIALIZED (
         SELECT item.id FROM queue_items AS item JOIN outcome USING (id)
          WHERE item.status = 'sending' AND item.lease_id = $2 ORDER BY item.id FOR UPDATE OF item),
       settled AS (
         UPDATE queue_items AS item
            SET status = CASE WHEN outcome.status <> 'sent' AND item.next_attempt_at = ${NO_FURTHER_ATTEMPT}
                              THEN 'withdrawn' ELSE outcome.status END,
                attempts = item.attempts + outcome."isAttempt"::int,
                is_alone = outcome."isAlone",
                next_attempt_at = now() + make_interval(secs => outcome."delaySeconds"),
                lease_id = NULL, lease_expires_at = NULL,
                cause_code = outcome."causeCode", cause_detail = outcome."causeDetail",
                external_id = coalesce(outcome."externalId", item.external_id),
                sent_at = CASE WHEN outcome.status = 'sent' THEN now() END
           FROM outcome JOIN held USING (id)
          WHERE item.id = outcome.id AND item.status = 'sending' AND item.lease_id = $2
         RETURNING item.id, item.attempts),
       logged AS (
         INSERT INTO delivery_attempts
           (queue_item_id, attempt, batch_id, outcome, http_status, cause_code, cause_detail, duration_ms)
         SELECT settled.id, settled.attempts, $3, outcome.move, outcome."httpStatus", outcome."causeCode",
                outcome."causeDetail", $4
           FROM settled JOIN outcome USING (id) WHERE outcome."isAttempt")
       SELECT id FROM settled`,
      [JSON.stringify(settlements), batch.leaseId, batch.batchId, batch.durationMs],
    );
    return rows.map(({ id }) => id);
  }

  /** Frees what killed workers held. Their attempt may have reached Oracle, so it goes again under the same key. */
  async reclaimExpired(): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE queue_items
          SET status = CASE WHEN next_attempt_at = ${NO_FURTHER_ATTEMPT} THEN 'withdrawn' ELSE 'queued' END,
              lease_id = NULL, lease_expires_at = NULL, next_attempt_at = now()
        WHERE id IN (SELECT id FROM queue_items WHERE status = 'sending' AND lease_expires_at < now()
                      ORDER BY lease_expires_at LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** When the next item falls due, if any waits. */
  async nextDueAt(): Promise<Date | undefined> {
    const [row] = await selectRows<{ next_attempt_at: Date }>(
      this.dataSource,
      `SELECT next_attempt_at FROM queue_items WHERE status IN ('queued', 'failed')
        ORDER BY next_attempt_at, id LIMIT 1`,
    );
    return row?.next_attempt_at;
  }

  async announce(manager: EntityManager, channel: string): Promise<void> {
    await selectRows(manager, `SELECT pg_notify($1, '')`, [channel]);
  }

  /**
   * Locks what is not sent of the given records until the transaction ends: claims skip it, settling waits for it.
   * Always in the order of ids, as `settle` does, so that neither waits for the other in a circle.
   *
   * @returns whether there is any.
   */
  private async holdUnsent(manager: EntityManager, recordIds: readonly string[]): Promise<boolean> {
    const rows = await selectRows(
      manager,
      `SELECT id FROM queue_items WHERE record_id = ANY($1) AND status <> 'sent' ORDER BY id FOR UPDATE`,
      [recordIds],
    );
    return rows.length > 0;
  }

  /** Puts the wanted revisions in the place of earlier ones. Of several that were taken back the latest is renewed. */
  private renewUnsent(manager: EntityManager, parameter: string): Promise<number> {
    return affectedRows(
      manager,
      `UPDATE queue_items AS item
          SET revision = wanted.revision, status = 'queued', attempts = 0, is_alone = false, next_attempt_at = now(),
              cause_code = NULL, cause_detail = NULL
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int)
        WHERE item.record_id = wanted."recordId" AND item.revision < wanted.revision AND item.status = ANY($2)
          AND NOT ${HAS_NEWER}`,
      [parameter, sourcesOf(QueueItemMove.Requeue)],
    );
  }

  private async letNoAttemptFollow(
    manager: EntityManager,
    recordIds: readonly string[],
    where: string,
  ): Promise<void> {
    await affectedRows(
      manager,
      `UPDATE queue_items AS item SET next_attempt_at = ${NO_FURTHER_ATTEMPT}
        WHERE record_id = ANY($1) AND status = 'sending' AND ${where}`,
      [recordIds],
    );
  }
}

/** Oracle's words may hold what PostgreSQL's text cannot: one of them would keep a whole batch from being settled. */
function storable(text: string | null): string | null {
  return text?.replace(/\0|\p{Surrogate}/gu, '\ufffd') ?? null;
}
