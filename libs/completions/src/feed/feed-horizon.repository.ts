import { Injectable } from '@nestjs/common';
import { selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { LEDGER_LOCK } from '../ledger-lock';

/** The primary at one moment. */
export interface FeedHorizon {
  /**
   * The moment up to which every change is committed.
   *
   * While nobody writes that is now. While somebody does, their changes may bear a time that has passed already, so
   * it is the time of the last committed change, which theirs cannot precede.
   */
  readonly consistentThrough: Date;
  /** How far its log was written: a standby that has replayed this shows everything that was visible here. */
  readonly walPosition: string;
  /** By which an installation knows its own standby from another's. */
  readonly cursorKey: Buffer | null;
}

const CONSISTENT_THROUGH = `CASE
  WHEN EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1 AND classid = 0
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
  THEN coalesce((SELECT changed_at FROM completion_records ORDER BY change_seq DESC LIMIT 1), 'epoch')
  ELSE date_trunc('milliseconds', statement_timestamp())
END`;

/** Asks the primary how far the ledger is: only there can be seen who is writing. */
@Injectable()
export class FeedHorizonRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** See {@link FeedHorizon.consistentThrough}. */
  async consistentThrough(): Promise<Date> {
    const [row] = await selectRows<{ at: Date }>(this.dataSource, `SELECT ${CONSISTENT_THROUGH} AS at`, [
      LEDGER_LOCK,
    ]);
    return row!.at;
  }

  async horizon(): Promise<FeedHorizon> {
    const [row] = await selectRows<FeedHorizon>(
      this.dataSource,
      `SELECT ${CONSISTENT_THROUGH} AS "consistentThrough", pg_current_wal_insert_lsn()::text AS "walPosition",
              (SELECT cursor_key FROM installations WHERE id = 1) AS "cursorKey"`,
      [LEDGER_LOCK],
    );
    return row!;
  }
}
