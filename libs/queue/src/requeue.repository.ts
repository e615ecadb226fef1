import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { RequeueFilter } from './queue-item';

/** The filter over `$1` statuses, `$2` cause or null, `$3` ids or null. */
const MEANT = `status IN ('failed', 'dead', 'parked') AND status = ANY($1)
  AND ($2::text IS NULL OR cause_code = $2) AND ($3::bigint[] IS NULL OR id = ANY($3))`;

/** Every query by which a manager sends stopped items again. */
@Injectable()
export class RequeueRepository {
  constructor(private readonly dataSource: DataSource) {}

  async count(filter: RequeueFilter): Promise<number> {
    const [row] = await selectRows<{ items: string }>(
      this.dataSource,
      `SELECT count(*) AS items FROM queue_items WHERE ${MEANT}`,
      parametersOf(filter),
    );
    return Number(row!.items);
  }

  /**
   * Puts items back into the line as if they were new, spread evenly over some seconds at random: what waited for days
   * must not hit a recovered Oracle all at once.
   */
  requeue(filter: RequeueFilter, spreadSeconds: number, channel: string): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const requeued = await affectedRows(
        manager,
        `UPDATE queue_items
            SET status = 'queued', attempts = 0, is_alone = false, cause_code = NULL, cause_detail = NULL,
                next_attempt_at = now() + random() * make_interval(secs => $4)
          WHERE ${MEANT}`,
        [...parametersOf(filter), spreadSeconds],
      );
      if (requeued > 0) await selectRows(manager, `SELECT pg_notify($1, '')`, [channel]);
      return requeued;
    });
  }
}

function parametersOf({ statuses, causeCode, itemIds }: RequeueFilter): unknown[] {
  return [statuses, causeCode ?? null, itemIds ?? null];
}
