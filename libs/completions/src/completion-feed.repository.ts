import { Injectable } from '@nestjs/common';
import type { CompletionStatus } from '@oracle-integration/contracts';
import { PreparedQuery, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { LEDGER_LOCK } from './ledger-lock';

export interface FeedFilters {
  readonly courseIds: readonly number[];
  readonly userIds: readonly number[];
  readonly statuses: readonly CompletionStatus[];
}

export interface FeedPage {
  /** The stored JSON of the records, separated by commas; empty when there is none. */
  readonly items: string;
  /** Position of the last record, `null` when the page is empty. */
  readonly lastSeq: string | null;
  readonly hasMore: boolean;
}

/** Reads the ledger in the order of its changes. */
@Injectable()
export class CompletionFeedRepository {
  constructor(
    private readonly prepared: PreparedQuery,
    private readonly dataSource: DataSource,
  ) {}

  /** Up to `limit` records that changed after position `afterSeq`. Costs the same at any depth. */
  async page(afterSeq: string, limit: number, filters: FeedFilters): Promise<FeedPage> {
    const { name, sql } = FEED_QUERIES[shapeOf(filters)];
    const [row] = await this.prepared.rows<{
      items: string | null;
      last_seq: string | null;
      has_more: boolean;
    }>(name, sql, [afterSeq, limit, ...filterValues(filters)]);
    return {
      items: row!.items ?? '',
      lastSeq: row!.last_seq,
      hasMore: row!.has_more,
    };
  }

  /** The position before the first record that changed at or after `since`. */
  async positionBefore(since: Date): Promise<string> {
    const rows = await this.prepared.rows<{ seq: string }>(
      'feed_position_before',
      `SELECT coalesce(
         (SELECT change_seq - 1 FROM completion_records WHERE changed_at >= $1 ORDER BY changed_at, change_seq LIMIT 1),
         (SELECT change_seq FROM completion_records ORDER BY change_seq DESC LIMIT 1),
         0) AS seq`,
      [since],
    );
    return rows[0]!.seq;
  }

  /**
   * The moment up to which every change is committed.
   *
   * While nobody writes that is now. While somebody does, their changes may bear a time that has passed already, so
   * it is the time of the last committed change, which theirs cannot precede.
   */
  async consistentThrough(): Promise<Date> {
    const [row] = await selectRows<{ at: Date }>(
      this.dataSource,
      `SELECT CASE
         WHEN EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1 AND classid = 0
                         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
         THEN coalesce((SELECT changed_at FROM completion_records ORDER BY change_seq DESC LIMIT 1), 'epoch')
         ELSE date_trunc('milliseconds', statement_timestamp())
       END AS at`,
      [LEDGER_LOCK],
    );
    return row!.at;
  }
}

type FeedShape = 'all' | 'filtered' | 'course' | 'user';

function shapeOf({ courseIds, userIds, statuses }: FeedFilters): FeedShape {
  if (userIds.length > 0) return 'user';
  if (courseIds.length > 0) return 'course';
  return statuses.length > 0 ? 'filtered' : 'all';
}

function filterValues(filters: FeedFilters): unknown[] {
  // A course or person named twice would be read twice.
  const once = (values: readonly unknown[]) => [...new Set(values)];
  const orNull = (values: readonly unknown[]) => (values.length > 0 ? once(values) : null);
  switch (shapeOf(filters)) {
    case 'all':
      return [];
    case 'filtered':
      return [filters.statuses];
    case 'course':
      return [orNull(filters.statuses), once(filters.courseIds)];
    case 'user':
      return [orNull(filters.statuses), once(filters.userIds), orNull(filters.courseIds)];
  }
}

/** One statement a shape, each on the index that bounds it. A person or course is read on its own index, then merged. */
const FEED_QUERIES: Record<FeedShape, { name: string; sql: string }> = {
  all: {
    name: 'feed_all',
    // The poller's own query, for which every microsecond counts: the aggregate runs straight over the index scan,
    // whose order LIMIT keeps, and one look behind the last row tells whether there is more.
    sql: `SELECT string_agg(public_json::text, ',') AS items, max(change_seq) AS last_seq,
                 EXISTS (SELECT 1 FROM completion_records WHERE change_seq > max(page.change_seq)) AS has_more
            FROM (SELECT public_json, change_seq FROM completion_records
                   WHERE change_seq > $1 ORDER BY change_seq LIMIT $2) page`,
  },
  filtered: {
    name: 'feed_filtered',
    sql: feedQuery(
      (limit) => `SELECT public_json, change_seq FROM completion_records record
      WHERE change_seq > $1 AND status = ANY($3::text[]) ORDER BY change_seq LIMIT ${limit}`,
    ),
  },
  course: {
    name: 'feed_course',
    sql: feedQuery(
      (limit) => `SELECT record.* FROM unnest($4::bigint[]) AS wanted(id) CROSS JOIN LATERAL (
      SELECT public_json, change_seq FROM completion_records
       WHERE course_id = wanted.id AND change_seq > $1 AND ($3::text[] IS NULL OR status = ANY($3::text[]))
       ORDER BY change_seq LIMIT ${limit}) record ORDER BY record.change_seq LIMIT ${limit}`,
    ),
  },
  user: {
    name: 'feed_user',
    sql: feedQuery(
      (limit) => `SELECT record.* FROM unnest($4::bigint[]) AS wanted(id) CROSS JOIN LATERAL (
      SELECT public_json, change_seq FROM completion_records
       WHERE user_id = wanted.id AND change_seq > $1 AND ($3::text[] IS NULL OR status = ANY($3::text[]))
         AND ($5::bigint[] IS NULL OR course_id = ANY($5::bigint[]))
       ORDER BY change_seq LIMIT ${limit}) record ORDER BY record.change_seq LIMIT ${limit}`,
    ),
  },
};

/** The text of a page is put together by PostgreSQL: a quarter quicker than in Node, and one row on the wire. */
function feedQuery(page: (limit: string) => string): string {
  return `WITH looked AS MATERIALIZED (${page('$2::int + 1')}),
    page AS (SELECT public_json, change_seq FROM looked ORDER BY change_seq LIMIT $2)
    SELECT string_agg(public_json::text, ',' ORDER BY change_seq) AS items,
           max(change_seq) AS last_seq, (SELECT count(*) FROM looked) > $2 AS has_more
      FROM page`;
}
