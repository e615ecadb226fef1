import { Injectable } from '@nestjs/common';
import type { ImportVerdict } from '@oracle-integration/contracts';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { JudgedRow } from './row-judge';

/** A row with its verdict, as it is shown. */
export interface VerdictRow {
  readonly line: number;
  readonly cells: string[];
  readonly verdict: ImportVerdict;
  readonly reason: string | null;
  readonly column: string | null;
  readonly action: string | null;
  readonly firstLine: number | null;
  readonly userId: string | null;
  readonly courseId: string | null;
  readonly completedAt: Date | null;
}

/** Which rows are shown. */
export interface VerdictPage {
  readonly importId: string;
  /** All, where it is `undefined`. */
  readonly verdict: ImportVerdict | undefined;
  readonly afterLine: number;
  /** A check that is run again leaves the verdicts of before behind this line. */
  readonly untilLine: number;
  readonly limit: number;
}

const COLUMNS = `line int, verdict text, reason text, "column" text, action text, "firstLine" int, "userId" bigint,
  "courseId" bigint, "completedAt" timestamptz, identity uuid`;
const VALUES = `verdict, reason, faulty_column, action, first_line, user_id, course_id, completed_at, identity`;

/** Every query on the verdicts of rows. */
@Injectable()
export class ImportVerdictRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The first lines before a line that tell the given completions, by what is the same for the same completion. */
  async firstLines(
    importId: string,
    identities: readonly string[],
    beforeLine: number,
  ): Promise<ReadonlyMap<string, number>> {
    if (identities.length === 0) return new Map();
    const rows = await selectRows<{ identity: string; line: number }>(
      this.dataSource,
      `SELECT wanted.identity, earliest.line
         FROM unnest($2::uuid[]) AS wanted(identity)
        CROSS JOIN LATERAL (
          SELECT line FROM import_verdicts
           WHERE import_id = $1 AND identity = wanted.identity AND line < $3
           ORDER BY line LIMIT 1) AS earliest`,
      [importId, identities, beforeLine],
    );
    return new Map(rows.map(({ identity, line }) => [identity, line]));
  }

  /** The verdicts that the given lines have so far. */
  async ofLines(
    executor: SqlExecutor,
    importId: string,
    lines: readonly number[],
  ): Promise<ReadonlyMap<number, ImportVerdict>> {
    const rows = await selectRows<{ line: number; verdict: ImportVerdict }>(
      executor,
      'SELECT line, verdict FROM import_verdicts WHERE import_id = $1 AND line = ANY($2)',
      [importId, lines],
    );
    return new Map(rows.map(({ line, verdict }) => [line, verdict]));
  }

  /** Writes verdicts down; what is the same already is not written again. */
  async save(executor: SqlExecutor, importId: string, rows: readonly JudgedRow[]): Promise<void> {
    await affectedRows(
      executor,
      `INSERT INTO import_verdicts AS known (import_id, line, ${VALUES})
       SELECT $1, line, verdict, reason, "column", action, "firstLine", "userId", "courseId", "completedAt", identity
         FROM json_to_recordset($2::json) AS row(${COLUMNS})
       ON CONFLICT ON CONSTRAINT pk_import_verdicts DO UPDATE
         SET verdict = excluded.verdict, reason = excluded.reason, faulty_column = excluded.faulty_column,
             action = excluded.action, first_line = excluded.first_line, user_id = excluded.user_id,
             course_id = excluded.course_id, completed_at = excluded.completed_at, identity = excluded.identity
       WHERE (${withPrefix('known')}) IS DISTINCT FROM (${withPrefix('excluded')})`,
      [importId, JSON.stringify(rows.map(written))],
    );
  }

  /** The next rows with their verdicts, in the order of lines. */
  page({ importId, verdict, afterLine, untilLine, limit }: VerdictPage): Promise<VerdictRow[]> {
    const isOfVerdict = verdict === undefined ? '' : 'AND verdict = $5';
    // Each row is looked up by itself: joined, each page read the rows of all pages before it.
    return selectRows<VerdictRow>(
      this.dataSource,
      `SELECT line, (SELECT cells FROM import_rows AS stored
                      WHERE stored.import_id = judged.import_id AND stored.line = judged.line) AS cells,
              verdict, reason, faulty_column AS "column", action, first_line AS "firstLine",
              user_id AS "userId", course_id AS "courseId", completed_at AS "completedAt"
         FROM import_verdicts AS judged
        WHERE import_id = $1 AND line > $2 AND line <= $3 ${isOfVerdict}
        ORDER BY line LIMIT $4`,
      [importId, afterLine, untilLine, limit, ...(verdict === undefined ? [] : [verdict])],
    );
  }

  /** Removes the verdicts of a range of lines. */
  remove(importId: string, afterLine: number, untilLine: number): Promise<number> {
    return affectedRows(
      this.dataSource,
      'DELETE FROM import_verdicts WHERE import_id = $1 AND line > $2 AND line <= $3',
      [importId, afterLine, untilLine],
    );
  }
}

/** A judged row as it is written: without what it would bring into the ledger. */
function written(row: JudgedRow): Omit<JudgedRow, 'picture'> {
  const { line, verdict, reason, column, action, firstLine, userId, courseId, completedAt, identity } = row;
  return { line, verdict, reason, column, action, firstLine, userId, courseId, completedAt, identity };
}

function withPrefix(table: string): string {
  return VALUES.split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ');
}
