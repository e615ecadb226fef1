import { Injectable } from '@nestjs/common';
import type { ErasureCounts } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import { EnqueueingRepository } from '../enqueueing.repository';

/** Items of the given records. */
const ITEMS = 'SELECT id FROM queue_items WHERE record_id = ANY($1)';

/**
 * Removes what deliveries of a person's records say of the person: the words of Oracle about them, and its numbers for
 * them. What was not sent is not sent any more: Oracle could not tell whose it is.
 */
@Injectable()
export class QueueErasure {
  constructor(private readonly line: EnqueueingRepository) {}

  /** How many of the given records Oracle has in any revision. */
  async countDelivered(executor: SqlExecutor, recordIds: readonly string[]): Promise<number> {
    const [row] = await selectRows<{ count: number }>(
      executor,
      `SELECT count(*)::int AS count FROM (
         SELECT record_id FROM queue_items WHERE record_id = ANY($1) AND (status = 'sent' OR sent_at IS NOT NULL)
          UNION SELECT record_id FROM delivery_receipts WHERE record_id = ANY($1)) AS delivered`,
      [recordIds],
    );
    return row!.count;
  }

  async isAnyUnderWay(executor: SqlExecutor, recordIds: readonly string[]): Promise<boolean> {
    const [row] = await selectRows<{ any: boolean }>(
      executor,
      `SELECT EXISTS (SELECT 1 FROM queue_items WHERE record_id = ANY($1) AND status = 'sending') AS any`,
      [recordIds],
    );
    return row!.any;
  }

  /** Must run in the transaction that gives the records their nameless revision. */
  async erase(manager: EntityManager, recordIds: readonly string[]): Promise<ErasureCounts> {
    const touched = (sql: string) => affectedRows(manager, sql, [recordIds]);
    const withdrawn = await this.line.takeBack(manager, recordIds);
    return {
      withdrawn_deliveries: withdrawn,
      queue_items: await touched(
        `UPDATE queue_items SET cause_detail = NULL, external_id = NULL
          WHERE record_id = ANY($1) AND (cause_detail IS NOT NULL OR external_id IS NOT NULL)`,
      ),
      delivery_receipts: await touched(
        `UPDATE delivery_receipts SET external_id = NULL WHERE record_id = ANY($1) AND external_id IS NOT NULL`,
      ),
      // The answer to a batch is about others as well, and nobody can tell whom its words mean.
      delivery_requests: await touched(
        `UPDATE delivery_requests SET answer = NULL
          WHERE answer IS NOT NULL
            AND batch_id IN (SELECT batch_id FROM delivery_attempts WHERE queue_item_id IN (${ITEMS}))`,
      ),
      delivery_attempts: await touched(
        `UPDATE delivery_attempts SET cause_detail = NULL
          WHERE queue_item_id IN (${ITEMS}) AND cause_detail IS NOT NULL`,
      ),
    };
  }
}
