import { Injectable } from '@nestjs/common';
import { selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { ItemStory, LatestDelivery, RevokedItem, RevokedPosition } from './queue-item';

/** More deliveries than any record has: a bound for what is read at once. */
const ITEMS_OF_RECORD_MAX = 1000;

/** Every query that only looks at what became of deliveries. */
@Injectable()
export class DeliveryHistoryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest delivery of each of the given records; one look at the index of records for each. */
  latestOf(executor: SqlExecutor, recordIds: readonly string[]): Promise<LatestDelivery[]> {
    return selectRows(
      executor,
      `SELECT delivery.* FROM unnest($1::uuid[]) AS wanted(record_id) CROSS JOIN LATERAL (
         (SELECT id, record_id AS "recordId", revision, status, cause_code AS "causeCode", cause_detail AS "causeDetail",
                 sent_at AS "sentAt", external_id AS "externalId",
                 CASE WHEN status IN ('queued', 'failed') THEN next_attempt_at END AS "nextAttemptAt"
            FROM queue_items WHERE record_id = wanted.record_id ORDER BY revision DESC LIMIT 1)
         UNION ALL
         (SELECT NULL, record_id, revision, 'sent', NULL, NULL, sent_at, external_id, NULL
            FROM delivery_receipts WHERE record_id = wanted.record_id ORDER BY revision DESC LIMIT 1)
         ORDER BY revision DESC LIMIT 1) delivery`,
      [recordIds],
    );
  }

  /** Those of the given items whose latest attempt came to the given cause; one look at the log for each. */
  async lastFailedFor(itemIds: readonly string[], causeCode: string): Promise<string[]> {
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT wanted.id FROM unnest($1::bigint[]) AS wanted(id) CROSS JOIN LATERAL (
         SELECT cause_code FROM delivery_attempts WHERE queue_item_id = wanted.id
          ORDER BY attempted_at DESC LIMIT 1) AS latest
        WHERE latest.cause_code = $2`,
      [itemIds, causeCode],
    );
    return rows.map(({ id }) => id);
  }

  /** The deliveries of one record, in the order of its revisions. */
  itemsOf(recordId: string): Promise<ItemStory[]> {
    return selectRows(
      this.dataSource,
      `SELECT id, revision, status, attempts, created_at AS "createdAt", sent_at AS "sentAt",
              CASE WHEN status IN ('queued', 'failed') THEN next_attempt_at END AS "nextAttemptAt",
              external_id AS "externalId", cause_code AS "causeCode", cause_detail AS "causeDetail",
              revoked_at AS "revokedAt"
         FROM queue_items WHERE record_id = $1
       UNION ALL
       SELECT NULL, revision, 'sent', NULL, NULL, sent_at, NULL, external_id, NULL, NULL, NULL
         FROM delivery_receipts WHERE record_id = $1
        ORDER BY revision LIMIT ${ITEMS_OF_RECORD_MAX}`,
      [recordId],
    );
  }

  /** What Oracle has although the site took it back, the longest ago first. */
  async revokedItems(after: RevokedPosition | undefined, limit: number): Promise<RevokedItem[]> {
    const rows = await selectRows<Omit<RevokedItem, 'position'> & { micros: string }>(
      this.dataSource,
      `SELECT id, record_id AS "recordId", revision, sent_at AS "sentAt", external_id AS "externalId",
              revoked_at AS "revokedAt", (extract(epoch FROM revoked_at) * 1000000)::bigint AS micros
         FROM queue_items
        WHERE status = 'sent' AND revoked_at IS NOT NULL
          AND (revoked_at, id) > (timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::bigint)
        ORDER BY revoked_at, id LIMIT $3`,
      [after?.revokedAtMicros ?? 0, after?.id ?? 0, limit],
    );
    return rows.map(({ micros, ...row }) => ({ ...row, position: { revokedAtMicros: micros, id: row.id } }));
  }
}
