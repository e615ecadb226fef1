import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import type { LearnerCourse, SourceTable } from './observation';
import type { SourceRow } from './source-row';

/** A row of the site by its name there. */
export interface SourceRowKey {
  readonly sourceTable: SourceTable;
  readonly rowId: number;
}

/** Rows of one table with ids after `afterId`, up to `untilId`. */
export interface SourceRange {
  readonly table: SourceTable;
  readonly afterId: number;
  readonly untilId: number;
}

/** A row as the ledger knows it. */
export interface SourceRowView extends LearnerCourse {
  readonly rowId: number;
  readonly fingerprint: string;
}

const ROW_COLUMNS = `"sourceTable" text, "rowId" bigint, "userId" bigint, "courseId" bigint, fingerprint bigint,
  "recordId" uuid, skipped text`;

/** Every query on what became of the site's rows. */
@Injectable()
export class SourceRowRepository {
  /** Which of the given rows the ledger does not know exactly so: new, changed, or leading elsewhere. */
  async differing(
    executor: SqlExecutor,
    siteId: string,
    rows: readonly SourceRow[],
  ): Promise<ReadonlySet<SourceRow>> {
    if (rows.length === 0) return new Set();
    const found = await selectRows<{ ordinal: string }>(
      executor,
      `SELECT ordinal FROM ROWS FROM (json_to_recordset($2::json) AS (${ROW_COLUMNS}))
              WITH ORDINALITY AS row("sourceTable", "rowId", "userId", "courseId", fingerprint, "recordId", skipped, ordinal)
         LEFT JOIN source_rows known
           ON known.site_id = $1 AND known.source_table = row."sourceTable" AND known.row_id = row."rowId"
        WHERE (known.fingerprint, known.record_id, known.skipped, known.user_id, known.course_id)
              IS DISTINCT FROM (row.fingerprint, row."recordId", row.skipped, row."userId", row."courseId")`,
      [siteId, JSON.stringify(rows)],
    );
    return new Set(found.map(({ ordinal }) => rows[Number(ordinal) - 1]!));
  }

  /** Notes what became of rows. */
  async save(manager: EntityManager, siteId: string, rows: readonly SourceRow[]): Promise<void> {
    if (rows.length === 0) return;
    await affectedRows(
      manager,
      `INSERT INTO source_rows AS known
         (site_id, source_table, row_id, user_id, course_id, fingerprint, record_id, skipped)
       SELECT $1, "sourceTable", "rowId", "userId", "courseId", fingerprint, "recordId", skipped
         FROM json_to_recordset($2::json) AS row(${ROW_COLUMNS})
       ON CONFLICT ON CONSTRAINT pk_source_rows DO UPDATE
         SET user_id = excluded.user_id, course_id = excluded.course_id, fingerprint = excluded.fingerprint,
             record_id = excluded.record_id, skipped = excluded.skipped
       WHERE (known.fingerprint, known.record_id, known.skipped, known.user_id, known.course_id)
             IS DISTINCT FROM
             (excluded.fingerprint, excluded.record_id, excluded.skipped, excluded.user_id, excluded.course_id)`,
      [siteId, JSON.stringify(rows)],
    );
  }

  /** Forgets rows that the site no longer has. What they showed stays in the ledger. */
  async remove(executor: SqlExecutor, siteId: string, keys: readonly SourceRowKey[]): Promise<number> {
    if (keys.length === 0) return 0;
    return affectedRows(
      executor,
      `DELETE FROM source_rows USING json_to_recordset($2::json) AS gone("sourceTable" text, "rowId" bigint)
        WHERE site_id = $1 AND source_table = gone."sourceTable" AND row_id = gone."rowId"`,
      [siteId, JSON.stringify(keys)],
    );
  }

  /** Number and sum of fingerprints of the first `limit` rows of a range. */
  async digest(
    executor: SqlExecutor,
    siteId: string,
    { table, afterId, untilId }: SourceRange,
    limit: number,
  ): Promise<{ rows: number; sum: string }> {
    const [row] = await selectRows<{ rows: number; sum: string }>(
      executor,
      `SELECT count(*)::int AS rows, coalesce(sum(fingerprint), 0)::text AS sum
         FROM (SELECT fingerprint FROM source_rows
                WHERE site_id = $1 AND source_table = $2 AND row_id > $3 AND row_id <= $4
                ORDER BY row_id LIMIT $5) AS page`,
      [siteId, table, afterId, untilId, limit],
    );
    return row!;
  }

  /** The last row of a table that the ledger knows; 0 when it knows none. */
  async lastRowId(executor: SqlExecutor, siteId: string, table: SourceTable): Promise<number> {
    const [row] = await selectRows<{ rowId: string }>(
      executor,
      `SELECT row_id AS "rowId" FROM source_rows WHERE site_id = $1 AND source_table = $2
        ORDER BY row_id DESC LIMIT 1`,
      [siteId, table],
    );
    return Number(row?.rowId ?? 0);
  }

  async page(
    executor: SqlExecutor,
    siteId: string,
    { table, afterId, untilId }: SourceRange,
    limit: number,
  ): Promise<SourceRowView[]> {
    const rows = await selectRows<{ rowId: string; userId: string; courseId: string; fingerprint: string }>(
      executor,
      `SELECT row_id AS "rowId", user_id AS "userId", course_id AS "courseId", fingerprint FROM source_rows
        WHERE site_id = $1 AND source_table = $2 AND row_id > $3 AND row_id <= $4
        ORDER BY row_id LIMIT $5`,
      [siteId, table, afterId, untilId, limit],
    );
    return rows.map(({ rowId, userId, courseId, fingerprint }) => ({
      rowId: Number(rowId),
      userId: Number(userId),
      courseId: Number(courseId),
      fingerprint,
    }));
  }
}
