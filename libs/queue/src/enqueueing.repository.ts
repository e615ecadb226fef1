import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import { NO_FURTHER_ATTEMPT } from './no-further-attempt';
import type { Enqueuing } from './queue-item';
import { QueueItemMove, sourcesOf } from './queue-item-state';

const HAS_NEWER = `EXISTS (SELECT 1 FROM queue_items newer
  WHERE newer.record_id = item.record_id AND newer.revision > item.revision)`;

/** Whose earlier deliveries give way; without a revision, all of the record's. */
type Overtaking = Pick<Enqueuing, 'recordId'> & Partial<Enqueuing>;

/** Every query by which the ledger puts items into the line or takes them out, in the ledger's own transaction. */
@Injectable()
export class EnqueueingRepository {
  /**
   * Queues one delivery per record revision, in the caller's transaction.
   *
   * An earlier revision that has not gone out gives its place to the new one: Oracle needs the present state, not
   * each step to it. One that is being sent, or was sent, stays, and the new revision is an item of its own.
   *
   * @param isBackfilled let whatever else is due go first
   * @returns how many deliveries are new or renewed.
   */
  async enqueue(
    manager: EntityManager,
    enqueuings: readonly Enqueuing[],
    isBackfilled: boolean,
  ): Promise<number> {
    const parameter = JSON.stringify(enqueuings);
    const recordIds = enqueuings.map(({ recordId }) => recordId);
    const isAnyKnown = await this.holdUnsent(manager, recordIds);
    if (isAnyKnown) await this.recall(manager, enqueuings);
    const renewed = isAnyKnown ? await this.renewUnsent(manager, parameter, isBackfilled) : 0;
    const added = await affectedRows(
      manager,
      `INSERT INTO queue_items (record_id, revision, status, is_backfilled)
       SELECT wanted."recordId", wanted.revision, 'queued', $2
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int)
       ON CONFLICT ON CONSTRAINT uq_queue_items_record_revision DO NOTHING`,
      [parameter, isBackfilled],
    );
    if (isAnyKnown) await this.letNoAttemptFollow(manager, recordIds, HAS_NEWER);
    return renewed + added;
  }

  /** Puts deliveries that were sent into the line once more: same revision, so the same key and the same bytes. */
  async resend(manager: EntityManager, deliveries: readonly Enqueuing[]): Promise<number> {
    await this.restorePurged(
      manager,
      deliveries.map(({ recordId }) => recordId),
    );
    return affectedRows(
      manager,
      `UPDATE queue_items AS item
          SET status = 'queued', attempts = 0, is_alone = false, is_backfilled = true, next_attempt_at = now()
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int)
        WHERE item.record_id = wanted."recordId" AND item.revision = wanted.revision AND item.status = ANY($2)`,
      [JSON.stringify(deliveries), sourcesOf(QueueItemMove.Resend)],
    );
  }

  /**
   * Takes back what was not sent of the given records; what is being sent now is not tried again. What Oracle has, or
   * gets from what is under way, is flagged: somebody must take it back there.
   *
   * @returns how many deliveries were withdrawn.
   */
  async withdraw(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    await this.restorePurged(manager, recordIds);
    const withdrawn = await this.takeBack(manager, recordIds);
    await affectedRows(
      manager,
      `UPDATE queue_items SET revoked_at = now()
        WHERE record_id = ANY($1) AND status IN ('sent', 'sending') AND revoked_at IS NULL`,
      [recordIds],
    );
    return withdrawn;
  }

  /** The same, but what Oracle has stays there. */
  async takeBack(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    if (!(await this.holdUnsent(manager, recordIds))) return 0;
    await this.recall(
      manager,
      recordIds.map((recordId) => ({ recordId })),
    );
    await this.letNoAttemptFollow(manager, recordIds, 'true');
    return affectedRows(
      manager,
      `UPDATE queue_items SET status = 'withdrawn' WHERE record_id = ANY($1) AND status = ANY($2)`,
      [recordIds, sourcesOf(QueueItemMove.Withdraw)],
    );
  }

  /** Takes the flag off deliveries whose completions are there again. */
  async unflag(manager: EntityManager, recordIds: readonly string[]): Promise<void> {
    await affectedRows(
      manager,
      'UPDATE queue_items SET revoked_at = NULL WHERE record_id = ANY($1) AND revoked_at IS NOT NULL',
      [recordIds],
    );
  }

  /** Which of the given records Oracle has in any revision, or gets from what is under way. */
  async recordsSent(manager: EntityManager, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await selectRows<{ record_id: string }>(
      manager,
      `SELECT DISTINCT record_id FROM queue_items WHERE record_id = ANY($1)
          AND (status = 'sent' OR sent_at IS NOT NULL
               OR status = 'sending' AND next_attempt_at < ${NO_FURTHER_ATTEMPT})
       UNION SELECT record_id FROM delivery_receipts WHERE record_id = ANY($1)`,
      [recordIds],
    );
    return new Set(rows.map(({ record_id }) => record_id));
  }

  /** Which of the given records have a delivery that is parked for a cause that begins so. */
  async parkedFor(manager: EntityManager, recordIds: readonly string[], cause: string): Promise<string[]> {
    const rows = await selectRows<{ record_id: string }>(
      manager,
      `SELECT DISTINCT record_id FROM queue_items
        WHERE record_id = ANY($1) AND status = 'parked' AND starts_with(cause_code, $2)`,
      [recordIds, cause],
    );
    return rows.map(({ record_id }) => record_id);
  }

  async announce(manager: EntityManager, channel: string): Promise<void> {
    await selectRows(manager, `SELECT pg_notify($1, '')`, [channel]);
  }

  /** Makes items again of what was purged: somebody has to look at them, or they are sent once more. */
  private async restorePurged(manager: EntityManager, recordIds: readonly string[]): Promise<void> {
    await affectedRows(
      manager,
      `WITH receipt AS (DELETE FROM delivery_receipts WHERE record_id = ANY($1) RETURNING *)
       INSERT INTO queue_items (record_id, revision, status, sent_at, external_id)
       SELECT record_id, revision, 'sent', sent_at, external_id FROM receipt
       ON CONFLICT ON CONSTRAINT uq_queue_items_record_revision DO NOTHING`,
      [recordIds],
    );
  }

  /**
   * Locks what is not sent of the given records until the transaction ends: claims skip it, settling waits for it.
   * Always in the order of ids, as `settle` does, so that neither waits for the other in a circle.
   *
   * @returns whether there is any.
   */
  async holdUnsent(manager: EntityManager, recordIds: readonly string[]): Promise<boolean> {
    const rows = await selectRows(
      manager,
      `SELECT id FROM queue_items WHERE record_id = ANY($1) AND status <> 'sent' ORDER BY id FOR UPDATE`,
      [recordIds],
    );
    return rows.length > 0;
  }

  /** Calls off what waits to be sent once more: the item stands for what Oracle has, so it is neither renewed nor withdrawn. */
  private async recall(manager: EntityManager, overtaking: readonly Overtaking[]): Promise<void> {
    await affectedRows(
      manager,
      `UPDATE queue_items AS item SET status = 'sent', cause_code = NULL, cause_detail = NULL
         FROM json_to_recordset($1::json) AS newer("recordId" uuid, revision int)
        WHERE item.record_id = newer."recordId" AND item.revision < coalesce(newer.revision, item.revision + 1)
          AND item.sent_at IS NOT NULL AND item.status = ANY($2)`,
      [JSON.stringify(overtaking), sourcesOf(QueueItemMove.Recall)],
    );
  }

  /** Puts the wanted revisions in the place of earlier ones. Of several that were taken back the latest is renewed. */
  private renewUnsent(manager: EntityManager, parameter: string, isBackfilled: boolean): Promise<number> {
    return affectedRows(
      manager,
      `UPDATE queue_items AS item
          SET revision = wanted.revision, status = 'queued', attempts = 0, is_alone = false, next_attempt_at = now(),
              is_backfilled = $3, cause_code = NULL, cause_detail = NULL, created_at = now()
         FROM json_to_recordset($1::json) AS wanted("recordId" uuid, revision int)
        WHERE item.record_id = wanted."recordId" AND item.revision < wanted.revision AND item.status = ANY($2)
          AND NOT ${HAS_NEWER}`,
      [parameter, sourcesOf(QueueItemMove.Requeue), isBackfilled],
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
