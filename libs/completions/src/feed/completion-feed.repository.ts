import type { PreparedStatements } from '@oracle-integration/platform';
import type { FeedFilters } from './feed-filters';
import { type FeedQuery, type FeedRange, lookQuery, pageQuery } from './feed-queries';

export interface FeedPage {
  /** The stored JSON of the records in UTF-8, with the separator between them; empty when there is none. */
  readonly items: Buffer;
  readonly count: number;
  /** Position of the last record, `null` when the page is empty. */
  readonly lastSeq: string | null;
  readonly hasMore: boolean;
}

/** What a look at a bounded number of records found. */
export interface FeedLook extends FeedPage {
  readonly looked: number;
  /** Position of the last record that was looked at, `null` when there was none. */
  readonly lookedThrough: string | null;
  /** Stretches without a record that fits, each as the position before it and that of its last record. */
  readonly unfit: readonly (readonly [after: string, through: string])[];
}

interface PageRow {
  items: Buffer | null;
  count: number;
  last_seq: string | null;
  has_more: boolean;
}

type LookRow = PageRow & {
  looked: number;
  looked_through: string | null;
  unfit: [string, string][] | null;
};

/** Reads the ledger in the order of its changes, from one database. */
export class CompletionFeedRepository {
  constructor(
    private readonly bytes: PreparedStatements,
    private readonly prepared: PreparedStatements,
  ) {}

  /** Up to so many records of a range, where an index answers the filters. Costs the same at any depth. */
  async page(filters: FeedFilters, range: FeedRange): Promise<FeedPage> {
    const [row] = await this.rows<PageRow>(pageQuery(filters, range));
    return pageOf(row!);
  }

  /**
   * Looks at up to `range.look` records of a range.
   *
   * @param stretches digest under which stretches are remembered that need no look
   */
  async look(
    filters: FeedFilters,
    range: FeedRange & { readonly look: number },
    stretches: Buffer | undefined,
  ): Promise<FeedLook> {
    const [row] = await this.rows<LookRow>(lookQuery(filters, range, stretches));
    const { looked, looked_through: lookedThrough, unfit } = row!;
    return { ...pageOf(row!), looked, lookedThrough, unfit: unfit ?? [] };
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

  /** The position of the last record that can be seen; 0 while there is none. */
  async end(): Promise<string> {
    const rows = await this.prepared.rows<{ seq: string }>(
      'feed_end',
      'SELECT coalesce((SELECT change_seq FROM completion_records ORDER BY change_seq DESC LIMIT 1), 0) AS seq',
      [],
    );
    return rows[0]!.seq;
  }

  private rows<Row extends object>({ name, sql, values }: FeedQuery): Promise<Row[]> {
    return this.bytes.rows<Row>(name, sql, [...values]);
  }
}

const NOTHING = Buffer.alloc(0);

function pageOf({ items, count, last_seq: lastSeq, has_more: hasMore }: PageRow): FeedPage {
  return { items: items ?? NOTHING, count, lastSeq, hasMore };
}
