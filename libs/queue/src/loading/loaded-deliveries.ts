import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import { EnqueueingRepository } from '../enqueueing.repository';
import { QueueItemMove, sourcesOf } from '../queue-item-state';

/** A completion that Oracle has out of a file, in this revision. */
export interface LoadedDelivery {
  readonly recordId: string;
  readonly revision: number;
  /** By what Oracle finds it. */
  readonly externalId: string;
  /** The site took it back since the file was made. */
  readonly isRevoked: boolean;
}

/** A completion that Oracle refused out of a file. */
export interface RefusedDelivery {
  readonly recordId: string;
  readonly revision: number;
  /** In Oracle's words. */
  readonly detail: string;
}

/** The cause of what Oracle refused out of a file. */
export const REFUSED_FROM_FILE = 'HISTORY.REFUSED';

/** With what stands in the line for each completion up to its revision: its latest item that is not newer. */
const STANDING = `standing AS MATERIALIZED (
    SELECT wanted.*, (SELECT id FROM queue_items item
      WHERE item.record_id = wanted.record_id AND item.revision <= wanted.revision
      ORDER BY item.revision DESC LIMIT 1) AS item_id FROM wanted)`;

/** By their ids, and never by reading all that is in the line. */
const STANDS = `item.id = ANY (ARRAY(SELECT item_id FROM standing)) AND item.id = standing.item_id`;

/**
 * Notes in the queue what Oracle made of completions that reached it in a file and not by deliveries. What is being
 * sent is left to whoever sends it, and a revision newer than the file's stays in the line.
 */
@Injectable()
export class LoadedDeliveries {
  constructor(private readonly line: EnqueueingRepository) {}

  /**
   * From now on Oracle has them. A completion that never stood in the line gets an item, for its story.
   *
   * @param batchId the request by which they went
   * @returns how many were not known to be there
   */
  async noteLoaded(
    manager: EntityManager,
    batchId: string,
    loaded: readonly LoadedDelivery[],
  ): Promise<number> {
    await this.hold(manager, loaded);
    const [row] = await selectRows<{ count: number }>(manager, NOTE_LOADED, [
      loaded.map(({ recordId }) => recordId),
      loaded.map(({ revision }) => revision),
      loaded.map(({ externalId }) => externalId),
      loaded.map(({ isRevoked }) => isRevoked),
      batchId,
      sourcesOf(QueueItemMove.Load),
    ]);
    return row!.count;
  }

  /** They need attention, with Oracle's words; what Oracle has already stays as it is. @returns how many do */
  async noteRefused(
    manager: EntityManager,
    batchId: string,
    refused: readonly RefusedDelivery[],
  ): Promise<number> {
    await this.hold(manager, refused);
    const [row] = await selectRows<{ count: number }>(manager, NOTE_REFUSED, [
      refused.map(({ recordId }) => recordId),
      refused.map(({ revision }) => revision),
      refused.map(({ detail }) => detail),
      batchId,
      sourcesOf(QueueItemMove.Refuse),
    ]);
    return row!.count;
  }

  private hold(manager: EntityManager, deliveries: readonly { recordId: string }[]): Promise<boolean> {
    return this.line.holdUnsent(
      manager,
      deliveries.map(({ recordId }) => recordId),
    );
  }
}

const NOTE_LOADED = `WITH wanted AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[])
      AS given(record_id, revision, external_id, is_revoked)),
  ${STANDING},
  taken AS (
    UPDATE queue_items AS item
       SET status = 'sent', revision = standing.revision, attempts = item.attempts + 1, answered = item.answered + 1,
           is_alone = false, next_attempt_at = now(), cause_code = NULL, cause_detail = NULL,
           external_id = standing.external_id, sent_at = now(),
           revoked_at = CASE WHEN standing.is_revoked THEN now() END
      FROM standing
     WHERE ${STANDS} AND item.status = ANY($6)
    RETURNING item.id, item.record_id, item.attempts),
  added AS (
    INSERT INTO queue_items
      (record_id, revision, status, attempts, answered, is_backfilled, external_id, sent_at, revoked_at)
    SELECT record_id, revision, 'sent', 1, 1, true, external_id, now(), CASE WHEN is_revoked THEN now() END
      FROM wanted
     WHERE record_id NOT IN (SELECT record_id FROM taken)
       AND NOT EXISTS (SELECT 1 FROM queue_items item WHERE item.record_id = wanted.record_id
         AND (item.revision = wanted.revision OR item.revision > wanted.revision AND item.sent_at IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM delivery_receipts receipt
         WHERE receipt.record_id = wanted.record_id AND receipt.revision >= wanted.revision)
    ON CONFLICT ON CONSTRAINT uq_queue_items_record_revision DO NOTHING
    RETURNING id, attempts),
  noted AS (SELECT id, attempts FROM taken UNION ALL SELECT id, attempts FROM added),
  logged AS (
    INSERT INTO delivery_attempts (queue_item_id, attempt, batch_id, outcome)
    SELECT id, attempts, $5, 'loaded' FROM noted),
  counted AS (
    INSERT INTO hourly_counts (hour, counter, delta)
    SELECT date_trunc('hour', now()), 'delivered', count(*) FROM noted HAVING count(*) > 0)
  SELECT count(*)::int AS count FROM noted`;

const NOTE_REFUSED = `WITH wanted AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[]) AS given(record_id, revision, detail)),
  ${STANDING},
  taken AS (
    UPDATE queue_items AS item
       SET status = 'dead', revision = standing.revision, attempts = item.attempts + 1, answered = item.answered + 1,
           is_alone = false, next_attempt_at = now(), cause_code = '${REFUSED_FROM_FILE}', cause_detail = standing.detail
      FROM standing
     WHERE ${STANDS} AND item.status = ANY($5)
    RETURNING item.id, item.record_id, item.attempts, item.cause_detail),
  added AS (
    INSERT INTO queue_items (record_id, revision, status, attempts, answered, is_backfilled, cause_code, cause_detail)
    SELECT record_id, revision, 'dead', 1, 1, true, '${REFUSED_FROM_FILE}', detail
      FROM wanted
     WHERE record_id NOT IN (SELECT record_id FROM taken)
       AND NOT EXISTS (SELECT 1 FROM queue_items item WHERE item.record_id = wanted.record_id
         AND (item.revision >= wanted.revision OR item.status IN ('sending', 'withdrawn')))
       AND NOT EXISTS (SELECT 1 FROM delivery_receipts receipt
         WHERE receipt.record_id = wanted.record_id AND receipt.revision >= wanted.revision)
    ON CONFLICT ON CONSTRAINT uq_queue_items_record_revision DO NOTHING
    RETURNING id, attempts, cause_detail),
  noted AS (SELECT id, attempts, cause_detail FROM taken UNION ALL SELECT id, attempts, cause_detail FROM added),
  logged AS (
    INSERT INTO delivery_attempts (queue_item_id, attempt, batch_id, outcome, cause_code, cause_detail)
    SELECT id, attempts, $4, 'rejected', '${REFUSED_FROM_FILE}', cause_detail FROM noted),
  counted AS (
    INSERT INTO hourly_counts (hour, counter, delta)
    SELECT date_trunc('hour', now()), 'failed', count(*) FROM noted HAVING count(*) > 0)
  SELECT count(*)::int AS count FROM noted`;
