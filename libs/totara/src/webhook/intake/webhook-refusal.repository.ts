import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { WebhookErrorCode } from '../webhook.errors';

export interface Refusal {
  readonly code: WebhookErrorCode;
  readonly count: number;
  readonly since: Date;
  readonly lastAt: Date;
}

/** After so long without one, the next refusal begins a new count: Totara keeps what it gave up for 28 days. */
const QUIET_DAYS = 28;

/** Every query on messages that were turned away. */
@Injectable()
export class WebhookRefusalRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds to the counts, by code. */
  async add(siteId: string, counts: ReadonlyMap<WebhookErrorCode, number>): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO webhook_refusals AS refusal (site_id, code, count, since, last_at)
       SELECT $1, noted.key, noted.value::bigint, now(), now() FROM json_each_text($2::json) AS noted
        ORDER BY noted.key
       ON CONFLICT ON CONSTRAINT pk_webhook_refusals DO UPDATE
         SET count = excluded.count + CASE WHEN ${IS_QUIET} THEN 0 ELSE refusal.count END,
             since = CASE WHEN ${IS_QUIET} THEN excluded.since ELSE refusal.since END,
             last_at = greatest(refusal.last_at, excluded.last_at)`,
      [siteId, JSON.stringify(Object.fromEntries(counts))],
    );
  }

  async list(siteId: string): Promise<Refusal[]> {
    const rows = await selectRows<Omit<Refusal, 'count'> & { count: string }>(
      this.dataSource,
      `SELECT code, count, since, last_at AS "lastAt" FROM webhook_refusals WHERE site_id = $1 ORDER BY last_at DESC`,
      [siteId],
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** Forgets them: somebody has seen to what was turned away. */
  async clear(siteId: string): Promise<void> {
    await affectedRows(this.dataSource, 'DELETE FROM webhook_refusals WHERE site_id = $1', [siteId]);
  }
}

const IS_QUIET = `refusal.last_at < now() - make_interval(days => ${QUIET_DAYS})`;
