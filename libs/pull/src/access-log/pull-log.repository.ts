import { Injectable } from '@nestjs/common';
import type { PullRequestKind, PullRequestView } from '@oracle-integration/contracts';
import { affectedRows, DayPartitions, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';

/** One request as it is logged. */
export interface LoggedRequest {
  readonly requestedAt: string;
  readonly id: string;
  readonly kind: PullRequestKind;
  readonly tokenId: string;
  readonly consumerId: number;
  readonly address: string;
  readonly filters: string;
  readonly status: number;
  readonly records: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly isComplete: boolean;
}

/** A place in the log. */
export interface PullLogPosition {
  readonly atMicros: string;
  readonly id: string;
}

export interface PullLogFilter {
  readonly tokenId?: string;
  readonly consumerId?: number;
}

type Row = Omit<PullRequestView, 'at' | 'token' | 'consumer' | 'bytes'> & {
  id: string;
  requestedAt: Date;
  atMicros: string;
  token: string | null;
  consumer: string | null;
  bytes: string;
};

/** Every query on the access log. */
@Injectable()
export class PullLogRepository extends DayPartitions {
  constructor(private readonly database: DataSource) {
    super(database, [{ table: 'pull_requests', at: 'requested_at' }]);
  }

  /** @param alongside what is written in the same transaction: a group that is tried again is counted once */
  async add(
    requests: readonly LoggedRequest[],
    alongside: (executor: SqlExecutor) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.insert(manager, requests);
      await alongside(manager);
    });
  }

  private async insert(executor: SqlExecutor, requests: readonly LoggedRequest[]): Promise<void> {
    await affectedRows(
      executor,
      `INSERT INTO pull_requests
         (requested_at, id, kind, token_id, consumer_id, address, filters, status, record_count, bytes, duration_ms,
          is_complete)
       SELECT "requestedAt", id, kind, "tokenId", "consumerId", address, filters, status, records, bytes, "durationMs",
              "isComplete"
         FROM json_to_recordset($1::json) AS request("requestedAt" timestamptz, id uuid, kind text, "tokenId" uuid,
              "consumerId" int, address text, filters text, status smallint, records int, bytes bigint,
              "durationMs" int, "isComplete" boolean)`,
      [JSON.stringify(requests)],
    );
  }

  /** Requests behind a position, the latest first. */
  async page(
    after: PullLogPosition | undefined,
    { tokenId, consumerId }: PullLogFilter,
    limit: number,
  ): Promise<{ view: PullRequestView; position: PullLogPosition }[]> {
    const values: unknown[] = [limit];
    const add = (value: unknown) => `$${values.push(value)}`;
    const conditions = ['true'];
    if (tokenId !== undefined) conditions.push(`token_id = ${add(tokenId)}`);
    if (consumerId !== undefined) conditions.push(`consumer_id = ${add(consumerId)}`);
    if (after) {
      const at = `'epoch'::timestamptz + ${add(after.atMicros)}::bigint * interval '1 microsecond'`;
      conditions.push(`(requested_at, id) < (${at}, ${add(after.id)}::uuid)`);
    }
    const rows = await selectRows<Row>(
      this.database,
      `SELECT request.id, request.requested_at AS "requestedAt", request.kind, request.token_id AS "tokenId",
              request.consumer_id AS "consumerId", request.address, request.filters, request.status,
              request.record_count AS records, request.bytes, request.duration_ms AS "durationMs",
              request.is_complete AS "isComplete", api_tokens.label AS token, consumers.name AS consumer,
              (extract(epoch FROM request.requested_at) * 1000000)::bigint AS "atMicros"
         FROM (SELECT * FROM pull_requests WHERE ${conditions.join(' AND ')}
                ORDER BY requested_at DESC, id DESC LIMIT $1) request
         LEFT JOIN api_tokens ON api_tokens.id = request.token_id
         LEFT JOIN consumers ON consumers.id = request.consumer_id
        ORDER BY request.requested_at DESC, request.id DESC`,
      values,
    );
    return rows.map(({ id, requestedAt, atMicros, token, consumer, bytes, ...row }) => ({
      position: { atMicros, id },
      view: {
        ...row,
        at: requestedAt.toISOString(),
        token: token ?? 'a token that is gone',
        consumer: consumer ?? `consumer ${row.consumerId}`,
        bytes: Number(bytes),
      },
    }));
  }
}
