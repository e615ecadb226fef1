import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { RequeueableStatus, RequeueFilter } from '../queue-item';

/** Items of one status that stand there for one cause, with ids above `afterId` up to `endId`. */
export interface RequeuePortion {
  readonly status: RequeueableStatus;
  readonly causeCode: string | null;
  readonly afterId: string;
  readonly endId: string;
  readonly count: number;
}

/** Between which moments, from now, the items of a portion fall due. */
export interface DueWindow {
  readonly fromSeconds: number;
  readonly widthSeconds: number;
}

/** Back into the line as if they were new, each at a moment of its own. */
const REQUEUED = `status = 'queued', attempts = 0, is_alone = false, cause_code = NULL, cause_detail = NULL,
  next_attempt_at = now() + make_interval(secs => $1::float8 + random() * $2::float8)`;

const AMONG_IDS = `id = ANY($3::bigint[]) AND status = ANY($4) AND ($5::text IS NULL OR cause_code = $5)`;

/** Every query by which a manager sends stopped items again. */
@Injectable()
export class RequeueRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The next portion of a status and a cause after `afterId`; `undefined` when there is none. */
  async nextPortion(
    { status, causeCode }: Pick<RequeuePortion, 'status' | 'causeCode'>,
    afterId: string,
    limit: number,
  ): Promise<RequeuePortion | undefined> {
    const [row] = await selectRows<{ end_id: string | null; count: number }>(
      this.dataSource,
      `SELECT max(id) AS end_id, count(*)::int AS count FROM (
         SELECT id FROM queue_items WHERE ${standsFor(status, causeCode, '$3')} AND id > $1 ORDER BY id LIMIT $2) portion`,
      [afterId, limit, ...causeParameter(causeCode)],
    );
    return row?.end_id ? { status, causeCode, afterId, endId: row.end_id, count: row.count } : undefined;
  }

  /** By a range of the index they stand in: no list of ids, and no second look at each. */
  requeuePortion(
    { status, causeCode, afterId, endId }: RequeuePortion,
    { fromSeconds, widthSeconds }: DueWindow,
  ): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE queue_items SET ${REQUEUED}
        WHERE ${standsFor(status, causeCode, '$5')} AND id > $3 AND id <= $4`,
      [fromSeconds, widthSeconds, afterId, endId, ...causeParameter(causeCode)],
    );
  }

  async countIds(ids: readonly string[], { statuses, causeCode }: RequeueFilter): Promise<number> {
    const [row] = await selectRows<{ count: number }>(
      this.dataSource,
      `SELECT count(*)::int AS count FROM queue_items
        WHERE id = ANY($1::bigint[]) AND status = ANY($2) AND ($3::text IS NULL OR cause_code = $3)`,
      [ids, statuses, causeCode ?? null],
    );
    return row!.count;
  }

  requeueIds(
    ids: readonly string[],
    { statuses, causeCode }: RequeueFilter,
    { fromSeconds, widthSeconds }: DueWindow,
  ): Promise<number> {
    return affectedRows(this.dataSource, `UPDATE queue_items SET ${REQUEUED} WHERE ${AMONG_IDS}`, [
      fromSeconds,
      widthSeconds,
      ids,
      statuses,
      causeCode ?? null,
    ]);
  }

  async announce(channel: string): Promise<void> {
    await selectRows(this.dataSource, `SELECT pg_notify($1, '')`, [channel]);
  }
}

/** The status is spelt out, so that PostgreSQL sees that the partial index holds it. */
function standsFor(status: RequeueableStatus, causeCode: string | null, parameter: string): string {
  return `status = '${status}' AND cause_code ${causeCode === null ? 'IS NULL' : `= ${parameter}`}`;
}

function causeParameter(causeCode: string | null): string[] {
  return causeCode === null ? [] : [causeCode];
}
