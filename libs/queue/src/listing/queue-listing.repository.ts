import { Injectable } from '@nestjs/common';
import { QueueSort } from '@oracle-integration/contracts';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { CauseCount } from '../queue-tally';
import type { BranchSource } from './item-branches';
import type { ItemCriteria, ItemWalk, ListedItem, LoggedAttempt } from './listed-item';

const COLUMNS = `id, record_id AS "recordId", revision, status, attempts, answered, next_attempt_at AS "nextAttemptAt",
  cause_code AS "causeCode", cause_detail AS "causeDetail", external_id AS "externalId", created_at AS "createdAt",
  sent_at AS "sentAt", revoked_at AS "revokedAt",
  CASE WHEN isfinite(next_attempt_at) THEN (extract(epoch FROM next_attempt_at) * 1000000)::bigint ELSE 0 END AS micros`;

/** `$1` is the id and `$2` the moment behind which a list goes on, `$3` how many it looks at. */
const ORDERS: Record<QueueSort, { readonly after: string; readonly order: string }> = {
  newest: { after: '($1::bigint IS NULL OR id < $1) AND $2::bigint IS NOT NULL', order: 'id DESC' },
  oldest: { after: 'id > coalesce($1::bigint, 0) AND $2::bigint IS NOT NULL', order: 'id' },
  nextAttempt: {
    after: `(next_attempt_at, id) > (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', coalesce($1::bigint, 0))`,
    order: 'next_attempt_at, id',
  },
};

/** Records that one number of Oracle may stand for: one, unless Oracle gives a number twice. */
const RECORDS_OF_NUMBER_MAX = 100;
const ATTEMPTS_MAX = 500;

type ItemRow = Omit<ListedItem, 'position'> & { micros: string };

/** Every query by which managers look at the queue. */
@Injectable()
export class QueueListingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The first `limit` items of all branches together, in the order of the list. */
  async walk(branches: readonly BranchSource[], { sort, after, limit }: ItemWalk): Promise<ListedItem[]> {
    if (branches.length === 0) return [];
    const parameters: unknown[] = [after?.id ?? null, after?.micros ?? '0', limit];
    const order = ORDERS[sort];
    const selects = branches.map(({ table, where, causeCode }) => {
      if (causeCode !== undefined) parameters.push(causeCode);
      const condition = where.replace(':cause', `$${parameters.length}`);
      return `(SELECT * FROM ${table} AS one WHERE ${condition} AND ${order.after} ORDER BY ${order.order} LIMIT $3)`;
    });
    const rows = await selectRows<ItemRow>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM (${selects.join(' UNION ALL ')}) AS item ORDER BY ${order.order} LIMIT $3`,
      parameters,
    );
    return rows.map(withPosition);
  }

  /** Those of the given records' items that are meant. */
  async ofRecords(
    recordIds: readonly string[],
    { statuses, causeCode }: ItemCriteria,
    { sort, after, limit }: ItemWalk,
  ): Promise<ListedItem[]> {
    const order = ORDERS[sort];
    const rows = await selectRows<ItemRow>(
      this.dataSource,
      // Materialised: a planner that hopes to meet them soon would walk the whole table in the order of ids.
      `WITH item AS MATERIALIZED (SELECT * FROM queue_items WHERE record_id = ANY($4::uuid[]))
       SELECT ${COLUMNS} FROM item
        WHERE ${order.after} AND (cardinality($5::text[]) = 0 OR status = ANY($5))
          AND ($6::text IS NULL OR cause_code = $6)
        ORDER BY ${order.order} LIMIT $3`,
      [after?.id ?? null, after?.micros ?? '0', limit, recordIds, statuses, causeCode ?? null],
    );
    return rows.map(withPosition);
  }

  async find(id: string): Promise<ListedItem | undefined> {
    const [row] = await selectRows<ItemRow>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM queue_items WHERE id = $1::bigint`,
      [id],
    );
    return row && withPosition(row);
  }

  /** The records whose deliveries bear this number of Oracle's. */
  async recordsOf(externalId: string): Promise<string[]> {
    const rows = await selectRows<{ record_id: string }>(
      this.dataSource,
      `SELECT DISTINCT record_id FROM (
         SELECT record_id FROM queue_items WHERE external_id = $1 LIMIT ${RECORDS_OF_NUMBER_MAX}) known`,
      [externalId],
    );
    return rows.map(({ record_id }) => record_id);
  }

  /** When the first of each group was queued, in their order. One look at an index for each. */
  async oldestOf(groups: readonly Pick<CauseCount, 'status' | 'causeCode'>[]): Promise<(Date | null)[]> {
    const parameters: string[] = [];
    const looks = groups.map(({ status, causeCode }, index) => {
      if (causeCode !== null) parameters.push(causeCode);
      const cause = causeCode === null ? 'IS NULL' : `= $${parameters.length}`;
      return `SELECT ${index} AS place, (SELECT created_at FROM queue_items
        WHERE status = '${status}' AND cause_code ${cause} ORDER BY id LIMIT 1) AS at`;
    });
    if (looks.length === 0) return [];
    const rows = await selectRows<{ place: number; at: Date | null }>(
      this.dataSource,
      looks.join(' UNION ALL '),
      parameters,
    );
    const found = new Map(rows.map(({ place, at }) => [place, at]));
    return groups.map((_, index) => found.get(index) ?? null);
  }

  /** When the one was queued that waits longest. Renewed items are younger than their ids: some are looked at. */
  async oldestWaitingAt(groups: readonly Pick<CauseCount, 'status' | 'causeCode'>[]): Promise<Date | null> {
    const parameters: string[] = [];
    const looks = groups.map(({ status, causeCode }) => {
      if (causeCode !== null) parameters.push(causeCode);
      const cause = causeCode === null ? 'IS NULL' : `= $${parameters.length}`;
      return `(SELECT created_at FROM queue_items WHERE status = '${status}' AND cause_code ${cause} ORDER BY id LIMIT 100)`;
    });
    if (looks.length === 0) return null;
    const [row] = await selectRows<{ at: Date | null }>(
      this.dataSource,
      `SELECT min(created_at) AS at FROM (${looks.join(' UNION ALL ')}) AS first`,
      parameters,
    );
    return row?.at ?? null;
  }

  /** What Oracle took last. */
  async lastSent(limit: number): Promise<ListedItem[]> {
    const rows = await selectRows<ItemRow>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM queue_items WHERE status = 'sent' AND revoked_at IS NULL
        ORDER BY sent_at DESC, id DESC LIMIT $1`,
      [limit],
    );
    return rows.map(withPosition);
  }

  /** When the completion that was taken back first, of those that Oracle has, was taken back. */
  async firstRevokedAt(): Promise<Date | null> {
    const [row] = await selectRows<{ at: Date }>(
      this.dataSource,
      `SELECT revoked_at AS at FROM queue_items WHERE status = 'sent' AND revoked_at IS NOT NULL
        ORDER BY revoked_at, id LIMIT 1`,
    );
    return row?.at ?? null;
  }

  /**
   * The attempts of the given items with the requests they went by, the oldest first. A request bears the same key when
   * it is repeated: meant is the last one that began before the attempt was settled.
   */
  async attemptsOf(items: readonly Pick<ListedItem, 'id' | 'createdAt'>[]): Promise<LoggedAttempt[]> {
    const rows = await selectRows<AttemptRow>(
      this.dataSource,
      `SELECT logged.*, request.started_at AS "startedAt", request.duration_ms AS "durationMs",
              request.item_count AS "itemCount", request.request_bytes AS "requestBytes",
              request.outcome AS "requestOutcome", request.http_status AS "requestStatus", request.answer
         FROM (SELECT queue_item_id AS "queueItemId", attempt, attempted_at AS at, batch_id AS "batchId", outcome,
                      http_status AS "httpStatus", cause_code AS "causeCode", cause_detail AS "causeDetail"
                 FROM delivery_attempts WHERE queue_item_id = ANY($1::bigint[]) AND attempted_at >= $2
                ORDER BY attempted_at DESC LIMIT ${ATTEMPTS_MAX}) AS logged
         LEFT JOIN LATERAL (
           SELECT * FROM delivery_requests
            WHERE batch_id = logged."batchId" AND started_at <= logged.at + interval '1 minute'
              AND started_at > logged.at - interval '10 minutes'
            ORDER BY started_at DESC LIMIT 1) AS request ON true
        ORDER BY logged.at`,
      [items.map(({ id }) => id), new Date(Math.min(...items.map(({ createdAt }) => createdAt.getTime())))],
    );
    return rows.map(loggedAttempt);
  }
}

function withPosition({ micros, ...row }: ItemRow): ListedItem {
  return { ...row, position: { micros, id: row.id } };
}

interface AttemptRow {
  queueItemId: string;
  attempt: number;
  at: Date;
  batchId: string;
  outcome: string;
  httpStatus: number | null;
  causeCode: string | null;
  causeDetail: string | null;
  startedAt: Date | null;
  durationMs: number;
  itemCount: number;
  requestBytes: number;
  requestOutcome: string;
  requestStatus: number | null;
  answer: string | null;
}

function loggedAttempt(row: AttemptRow): LoggedAttempt {
  const { queueItemId, attempt, outcome, httpStatus, causeCode, causeDetail } = row;
  return {
    queueItemId,
    attempt,
    at: row.at.toISOString(),
    outcome,
    httpStatus,
    causeCode,
    causeDetail,
    request: row.startedAt && {
      batchId: row.batchId,
      startedAt: row.startedAt.toISOString(),
      durationMs: row.durationMs,
      itemCount: row.itemCount,
      requestBytes: row.requestBytes,
      outcome: row.requestOutcome,
      httpStatus: row.requestStatus,
      answer: row.answer,
    },
  };
}
