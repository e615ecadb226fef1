import type { FeedFilters } from './feed-filters';

/** A prepared statement: PostgreSQL plans it once per connection under its name. */
export interface FeedQuery {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** From how many records in a row on a stretch that is acknowledged is worth remembering. */
export const STRETCH_RECORDS_MIN = 256;
/** Stretches that one look passes over; behind them it just looks at more. */
const STRETCHES_MAX = 500;
/** Behind every position. */
const END = `9223372036854775807`;

/** A stretch of the feed to read. */
export interface FeedRange {
  readonly after: string;
  /** Left out: to the end. */
  readonly through?: string;
  /** How many records to answer, at most. */
  readonly limit: number;
  readonly separator: string;
}

/**
 * A page that an index gives in its order: up to `limit` records after a position.
 *
 * The text of a page is put together by PostgreSQL: a quarter quicker than in Node, and one row on the wire.
 */
export function pageQuery(filters: FeedFilters, { after, through, limit, separator }: FeedRange): FeedQuery {
  const source = sourceOf(filters);
  if (source.name === 'ledger')
    return through === undefined
      ? { name: 'feed_page_ledger', sql: LEDGER_PAGE, values: [after, limit, separator] }
      : {
          name: 'feed_page_ledger_through',
          sql: ledgerPage('AND change_seq <= $4'),
          values: [after, limit, separator, through],
        };
  const values = new Values([after, limit, separator, through ?? END]);
  const bounds = 'change_seq > $1 AND change_seq <= $4';
  const records = source.records({
    bounds,
    limit: '$2::int + 1',
    columns: 'public_json, change_seq',
    values,
  });
  return {
    name: `feed_page_${source.name}_through`,
    sql: `WITH looked AS MATERIALIZED (${records}),
      page AS (SELECT public_json, change_seq FROM looked ORDER BY change_seq LIMIT $2)
      SELECT string_agg(public_json::text, $3::text ORDER BY change_seq) AS items, count(*)::int AS count,
             max(change_seq) AS last_seq, (SELECT count(*) FROM looked) > $2 AS has_more
        FROM page`,
    values: values.all,
  };
}

/**
 * The poller's own query, for which every microsecond counts: the aggregate runs straight over the index scan, whose
 * order LIMIT keeps, and one look behind the last row tells whether there is more. Not by EXISTS: PostgreSQL, sure to
 * find one soon, read the whole table for it, and a poller that had read everything waited 230 ms at a million records.
 */
const ledgerPage = (
  bound: string,
) => `SELECT string_agg(public_json::text, $3::text) AS items, count(*)::int AS count, max(change_seq) AS last_seq,
         (SELECT change_seq FROM completion_records WHERE change_seq > max(page.change_seq) ${bound}
           ORDER BY change_seq LIMIT 1) IS NOT NULL AS has_more
    FROM (SELECT public_json, change_seq FROM completion_records
           WHERE change_seq > $1 ${bound} ORDER BY change_seq LIMIT $2) page`;
const LEDGER_PAGE = ledgerPage('');

/**
 * Looks at so many records of an index in its order, and answers those that fit: for filters that no index knows. What
 * it costs depends on how many are looked at, never on how many there are.
 *
 * @param look how many records to look at, at most
 * @param stretches digest under which stretches are remembered in which every record is acknowledged
 */
export function lookQuery(
  filters: FeedFilters,
  { after, through, limit, separator, look }: FeedRange & { readonly look: number },
  stretches: Buffer | undefined,
): FeedQuery {
  const values = new Values([after, look, limit, separator, through ?? END]);
  const { name, records, fits } = lookingAt(filters, values);
  const gaps = stretches
    ? gapsBetweenStretches(values.add(filters.acknowledged!.consumerId), values.add(stretches))
    : 'SELECT $1::bigint AS after, $5::bigint AS through';
  return {
    name: `feed_look_${name}${stretches ? '_passing' : ''}`,
    sql: `WITH gap AS MATERIALIZED (${gaps}),
      looked AS MATERIALIZED (
        SELECT candidate.change_seq, gap.after, ${fits} AS fits
          FROM gap CROSS JOIN LATERAL (${records}) candidate ORDER BY candidate.change_seq LIMIT $2),
      fitting AS MATERIALIZED (SELECT change_seq FROM looked WHERE fits ORDER BY change_seq LIMIT $3::int + 1),
      page AS MATERIALIZED (SELECT change_seq FROM fitting ORDER BY change_seq LIMIT $3)
      SELECT (SELECT string_agg((SELECT public_json::text FROM completion_records record
                                  WHERE record.change_seq = page.change_seq), $4::text ORDER BY change_seq)
                FROM page) AS items,
             (SELECT count(*)::int FROM page) AS count, (SELECT max(change_seq) FROM page) AS last_seq,
             (SELECT count(*) FROM fitting) > $3 AS has_more,
             (SELECT count(*)::int FROM looked) AS looked, (SELECT max(change_seq) FROM looked) AS looked_through,
             ${stretches ? UNFIT_STRETCHES : 'NULL'} AS unfit`,
    values: values.all,
  };
}

/** Stretches without a record that fits, each as the position before and that of its last record. */
const UNFIT_STRETCHES = `(SELECT json_agg(json_build_array(after::text, through::text)) FROM (
  SELECT min(before) AS after, max(change_seq) AS through FROM (
    SELECT change_seq, fits, coalesce(lag(change_seq) OVER (PARTITION BY after ORDER BY change_seq), after) AS before,
           count(*) FILTER (WHERE fits) OVER (ORDER BY change_seq) AS stretch
      FROM looked) numbered
   WHERE NOT fits GROUP BY stretch HAVING count(*) >= ${STRETCH_RECORDS_MIN}) unfit)`;

/** What lies between the stretches behind a position, in their order. */
function gapsBetweenStretches(consumer: string, digest: string): string {
  return `WITH stretch AS MATERIALIZED (
      SELECT after_seq, through_seq FROM acknowledged_stretches
       WHERE consumer_id = ${consumer} AND filters = ${digest} AND through_seq > $1
       ORDER BY through_seq LIMIT ${STRETCHES_MAX})
    SELECT after, least(through, $5) AS through FROM (
      SELECT $1::bigint AS after, coalesce((SELECT min(after_seq) FROM stretch), ${END}) AS through
      UNION ALL
      SELECT through_seq, lead(after_seq, 1, ${END}) OVER (ORDER BY through_seq) FROM stretch) between_stretches
     WHERE least(through, $5) > after`;
}

/** The records to look at, and what tells whether one fits. */
function lookingAt(filters: FeedFilters, values: Values): { name: string; records: string; fits: string } {
  const source = sourceOf(filters);
  const bounds = 'change_seq > gap.after AND change_seq <= gap.through';
  const { acknowledged } = filters;
  // Scalar sub-selects throughout: PostgreSQL turns EXISTS into a hash of the whole table when it sees fit.
  const isAcknowledged = (consumer: string) =>
    `(SELECT 1 FROM acknowledgements WHERE consumer_id = ${consumer} AND change_seq = candidate.change_seq)`;
  if (acknowledged?.is && (source.name === 'ledger' || source.name === 'status')) {
    const consumer = values.add(acknowledged.consumerId);
    const statuses = values.add(orNull(filters.statuses));
    return {
      name: 'acknowledged',
      records: `SELECT change_seq FROM acknowledgements WHERE consumer_id = ${consumer} AND ${bounds}
        ORDER BY change_seq LIMIT $2`,
      fits: `(SELECT 1 FROM completion_records record WHERE record.change_seq = candidate.change_seq
        AND (${statuses}::text[] IS NULL OR record.status = ANY(${statuses}::text[]))) IS NOT NULL`,
    };
  }
  const records = source.records({ bounds, limit: '$2', columns: source.lookColumns, values });
  const conditions = source.unindexed(values);
  if (acknowledged) {
    const found = isAcknowledged(values.add(acknowledged.consumerId));
    conditions.push(`${found} IS ${acknowledged.is ? 'NOT NULL' : 'NULL'}`);
  }
  const by = acknowledged ? (acknowledged.is ? '_acknowledged' : '_unacknowledged') : '';
  return { name: `${source.name}${by}`, records, fits: conditions.map((one) => `(${one})`).join(' AND ') };
}

interface RecordsWanted {
  /** Between which positions, as a condition. */
  readonly bounds: string;
  readonly limit: string;
  readonly columns: string;
  readonly values: Values;
}

/** An index to read in its order. */
interface FeedSource {
  readonly name: 'ledger' | 'status' | 'course' | 'user';
  readonly lookColumns: string;
  records(wanted: RecordsWanted): string;
  /** Conditions on a candidate that the index does not answer, and that may leave out many. */
  unindexed(values: Values): string[];
}

/** Each on the index that bounds it. A person, course or status is read on its own index, then merged. */
function sourceOf(filters: FeedFilters): FeedSource {
  const { courseIds, userIds, statuses } = filters;
  if (userIds.length > 0) {
    return {
      name: 'user',
      lookColumns: 'change_seq',
      records: (wanted) => {
        const [byStatus, byCourse] = [
          wanted.values.add(orNull(statuses)),
          wanted.values.add(orNull(courseIds)),
        ];
        return merged(wanted, `user_id`, `${wanted.values.add(once(userIds))}::bigint[]`, [
          // A person has some hundred records at most: what does not fit may be left out right here.
          `(${byStatus}::text[] IS NULL OR status = ANY(${byStatus}::text[]))`,
          `(${byCourse}::bigint[] IS NULL OR course_id = ANY(${byCourse}::bigint[]))`,
        ]);
      },
      unindexed: () => [],
    };
  }
  if (courseIds.length > 0) {
    return {
      name: 'course',
      lookColumns: 'change_seq, status',
      records: (wanted) => merged(wanted, 'course_id', `${wanted.values.add(once(courseIds))}::bigint[]`, []),
      unindexed: (values) => {
        const wanted = values.add(orNull(statuses));
        return [`${wanted}::text[] IS NULL OR candidate.status = ANY(${wanted}::text[])`];
      },
    };
  }
  if (statuses.length > 0) {
    return {
      name: 'status',
      lookColumns: 'change_seq',
      records: (wanted) => merged(wanted, 'status', `${wanted.values.add(once(statuses))}::text[]`, []),
      unindexed: () => [],
    };
  }
  return {
    name: 'ledger',
    lookColumns: 'change_seq',
    records: ({ bounds, limit, columns }) =>
      `SELECT ${columns} FROM completion_records WHERE ${bounds} ORDER BY change_seq LIMIT ${limit}`,
    unindexed: () => [],
  };
}

function merged(
  { bounds, limit, columns }: RecordsWanted,
  column: string,
  ids: string,
  also: string[],
): string {
  const conditions = [`${column} = wanted.id`, bounds, ...also].join(' AND ');
  return `SELECT record.* FROM unnest(${ids}) AS wanted(id) CROSS JOIN LATERAL (
    SELECT ${columns} FROM completion_records WHERE ${conditions} ORDER BY change_seq LIMIT ${limit}) record
     ORDER BY record.change_seq LIMIT ${limit}`;
}

/** Whether an index answers the filters alone, so that nothing needs to be looked at in vain. */
export function isAnsweredByIndex({ courseIds, userIds, statuses, acknowledged }: FeedFilters): boolean {
  return !acknowledged && (userIds.length > 0 || courseIds.length === 0 || statuses.length === 0);
}

/** The values of a statement, by their places. */
class Values {
  constructor(readonly all: unknown[]) {}

  add(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** A course or person named twice would be read twice. */
function once<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

function orNull<Value>(values: readonly Value[]): Value[] | null {
  return values.length > 0 ? once(values) : null;
}
