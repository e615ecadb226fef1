import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** Items removed in one transaction: some 100 ms of work. */
const BATCH = 20_000;
/** Purges are asked for one after the other, so that none counts what another counted; an arbitrary constant. */
const PURGE_LOCK = 720_311_412;

/** What a manager may purge: sent, longer ago than that, and nothing that still needs somebody's attention. */
const purgeableBefore = (cutoff: string) => `status = 'sent' AND revoked_at IS NULL AND sent_at < ${cutoff}`;

/** How many a purge would take; what earlier purges have still to remove is not counted again. */
const countBefore = (cutoff: string) => `(SELECT count(*) FROM queue_items WHERE ${purgeableBefore(cutoff)}
   AND sent_at >= coalesce((SELECT max(sent_before) FROM queue_purges WHERE finished_at IS NULL), '-infinity'))`;

/** Every query by which sent items are purged. */
@Injectable()
export class PurgeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** How many items a purge would take. */
  async countSentBefore(olderThanDays: number): Promise<number> {
    const [row] = await selectRows<{ items: string }>(
      this.dataSource,
      `SELECT ${countBefore('now() - make_interval(days => $1)')} AS items`,
      [olderThanDays],
    );
    return Number(row!.items);
  }

  /** Notes a purge, and answers how many items count as gone from now on. */
  begin(olderThanDays: number, requestedBy: string): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      await selectRows(manager, 'SELECT pg_advisory_xact_lock($1)', [PURGE_LOCK]);
      const [row] = await selectRows<{ items_left: string }>(
        manager,
        `INSERT INTO queue_purges (sent_before, requested_by, items_left)
         SELECT cutoff, $2, ${countBefore('cutoff')} FROM (SELECT now() - make_interval(days => $1) AS cutoff) asked
         RETURNING items_left`,
        [olderThanDays, requestedBy],
      );
      return Number(row!.items_left);
    });
  }

  /** Items that count as gone and are still there. */
  async itemsLeft(): Promise<number> {
    const [row] = await selectRows<{ items: string | null }>(
      this.dataSource,
      'SELECT sum(items_left) AS items FROM queue_purges WHERE finished_at IS NULL',
    );
    return Number(row?.items ?? 0);
  }

  /**
   * Removes some items of the oldest purge, leaving receipts. Two processes may do this at once: the second waits for
   * the first's row and goes on behind it.
   *
   * @returns whether there may be more to remove.
   */
  removeSome(): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [purge] = await selectRows<{ id: string; sent_before: Date }>(
        manager,
        `SELECT id, sent_before FROM queue_purges WHERE finished_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE`,
      );
      if (!purge) return false;
      const [row] = await selectRows<{ removed: string }>(
        manager,
        `WITH old AS MATERIALIZED (
           SELECT id FROM queue_items WHERE ${purgeableBefore('$1')} ORDER BY sent_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED),
         gone AS (
           DELETE FROM queue_items WHERE id IN (SELECT id FROM old) RETURNING record_id, revision, sent_at, external_id),
         kept AS (
           INSERT INTO delivery_receipts (record_id, revision, sent_at, external_id)
           SELECT record_id, revision, sent_at, external_id FROM gone
           ON CONFLICT (record_id, revision) DO UPDATE SET sent_at = excluded.sent_at, external_id = excluded.external_id)
         SELECT count(*) AS removed FROM gone`,
        [purge.sent_before],
      );
      const removed = Number(row!.removed);
      await selectRows(
        manager,
        `UPDATE queue_purges
            SET items_left = CASE WHEN $3 THEN 0 ELSE greatest(items_left - $2, 0) END,
                finished_at = CASE WHEN $3 THEN now() END
          WHERE id = $1`,
        [purge.id, removed, removed < BATCH],
      );
      return true;
    });
  }
}
