import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isErasedSql } from './erasure/is-erased-sql';

/** A completion as the ledger stores it. */
export interface StoredCompletion {
  readonly id: string;
  readonly revision: number;
  readonly publicJson: string;
}

/** Which completions of the ledger are looked at. */
export interface CompletionSelection {
  /** Only those that have not reached Oracle and stand in the queue. */
  readonly isWaiting: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly courseIds: readonly number[] | null;
}

/** A completion of a walk through the ledger. */
export interface WalkedCompletion extends StoredCompletion {
  /** Where the walk goes on after it. */
  readonly seq: string;
  readonly isMeant: boolean;
  /** Oracle has an older revision. */
  readonly isChangedSinceSent: boolean;
}

/** `erased`: of a person who was erased; nothing more is told of them. */
export type LedgerStanding = 'present' | 'revoked' | 'erased';

const STORED = 'id, revision, public_json::text AS "publicJson"';

/** Completions by what is stored of them, for whoever looks and changes nothing. */
@Injectable()
export class StoredCompletions {
  constructor(private readonly dataSource: DataSource) {}

  find(id: string): Promise<StoredCompletion[]> {
    return selectRows(this.dataSource, `SELECT ${STORED} FROM completion_records WHERE id = $1`, [id]);
  }

  /** The completions that changed last, among the last thousands of changes: never a scan of the ledger. */
  newest(limit: number): Promise<StoredCompletion[]> {
    return selectRows(
      this.dataSource,
      `SELECT ${STORED} FROM (SELECT * FROM completion_records ORDER BY change_seq DESC LIMIT 5000) recent
        WHERE status IN ('complete', 'completeviarpl') ORDER BY change_seq DESC LIMIT $1`,
      [limit],
    );
  }

  /**
   * Which of some completions are in the ledger, and how; nobody changes them until the transaction ends. In the order of
   * their ids, so that two who do this do not wait for each other.
   */
  async holdStandings(manager: EntityManager, ids: readonly string[]): Promise<Map<string, LedgerStanding>> {
    const rows = await selectRows<{ id: string; standing: LedgerStanding }>(
      manager,
      `SELECT id, CASE WHEN ${isErasedSql()} THEN 'erased'
                       WHEN status = 'revoked' THEN 'revoked' ELSE 'present' END AS standing
         FROM completion_records record WHERE id = ANY($1) ORDER BY id FOR SHARE OF record`,
      [ids],
    );
    return new Map(rows.map(({ id, standing }) => [id, standing]));
  }

  /**
   * The next records in the order of their changes, meant or not: a page costs the same however few of them are
   * meant. The JSON of those that are not meant is left out.
   *
   * What is meant is decided of the rows of the page only: below the limit PostgreSQL would expect to decide it of the
   * whole ledger, and read all of the queue for that, for each page.
   */
  walk(after: string, limit: number, selection: CompletionSelection): Promise<WalkedCompletion[]> {
    const { isWaiting, from, to, courseIds } = selection;
    return selectRows(
      this.dataSource,
      `SELECT seq, id, revision, "isMeant", CASE WHEN "isMeant" THEN public_json::text ELSE '' END AS "publicJson",
              "isMeant" AND EXISTS (SELECT 1 FROM queue_items item
                WHERE item.record_id = looked.id AND item.revision < looked.revision AND item.status = 'sent')
                AS "isChangedSinceSent"
         FROM (SELECT record.*,
                      status IN ('complete', 'completeviarpl')
                  AND ($3::timestamptz IS NULL OR completed_at >= $3)
                  AND ($4::timestamptz IS NULL OR completed_at < $4)
                  AND ($5::bigint[] IS NULL OR course_id = ANY($5))
                  AND (NOT $6::boolean OR EXISTS (SELECT 1 FROM queue_items item
                        WHERE item.record_id = record.id AND item.status IN ('queued', 'sending', 'failed', 'parked')))
                      AS "isMeant"
                 FROM (SELECT change_seq AS seq, id, revision, public_json, status, completed_at, course_id
                         FROM completion_records WHERE change_seq > $1 ORDER BY change_seq LIMIT $2) record
               OFFSET 0) looked
        ORDER BY seq`,
      [after, limit, from, to, courseIds, isWaiting],
    );
  }
}
