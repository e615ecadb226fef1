import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { FileRules, HistoryFileEntity, HistoryOrder } from './history-file.entity';

type Counts = 'selected' | 'written' | 'leftOut' | 'bytes';
export type HistoryFile = Omit<HistoryFileEntity, Counts> & Record<Counts, number>;

/** What a page of the ledger makes of a file. */
export type FileProgress = Pick<HistoryFile, Counts | 'position' | 'reasons' | 'parts' | 'partLines'> & {
  readonly isFinished: boolean;
};

const SHOWN_MAX = 20;
const COLUMNS = `id, state, "order", rules, position, pages, selected, written, left_out AS "leftOut", reasons, parts,
  part_lines AS "partLines", bytes, is_kept AS "isKept", failures, failure, requested_by AS "requestedBy",
  created_at AS "createdAt", finished_at AS "finishedAt"`;

/** Every query on history files themselves. All times are the database's. */
@Injectable()
export class HistoryFileRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns false while another is being made */
  async add(
    id: string,
    { order, rules, requestedBy }: { order: HistoryOrder; rules: FileRules; requestedBy: string },
  ): Promise<boolean> {
    const rows = await affectedRows(
      this.dataSource,
      `INSERT INTO history_files (id, state, "order", rules, requested_by) VALUES ($1, 'running', $2, $3, $4)
       ON CONFLICT (state) WHERE state = 'running' DO NOTHING`,
      [id, JSON.stringify(order), JSON.stringify(rules), requestedBy],
    );
    return rows === 1;
  }

  find(id: string): Promise<HistoryFile | undefined> {
    return this.one('WHERE id = $1', [id]);
  }

  running(): Promise<HistoryFile | undefined> {
    return this.one(`WHERE state = 'running'`, []);
  }

  /** The newest first. */
  async latest(): Promise<HistoryFile[]> {
    const sql = `SELECT ${COLUMNS} FROM history_files ORDER BY created_at DESC, id DESC LIMIT ${SHOWN_MAX}`;
    return (await selectRows<HistoryFileEntity>(this.dataSource, sql)).map(fileOf);
  }

  /** @returns whether it was noted: nobody has ended the file, and nobody else has looked at this page */
  async advance(
    manager: EntityManager,
    { id, pages }: Pick<HistoryFile, 'id' | 'pages'>,
    progress: FileProgress,
  ): Promise<boolean> {
    const rows = await affectedRows(
      manager,
      `UPDATE history_files SET pages = pages + 1, position = $3, selected = $4, written = $5, left_out = $6,
              bytes = $7, reasons = $8, parts = $9, part_lines = $10, failures = 0, failure = NULL,
              state = CASE WHEN $11 THEN 'finished' ELSE state END,
              finished_at = CASE WHEN $11 THEN now() END
        WHERE id = $1 AND state = 'running' AND pages = $2`,
      [
        id,
        pages,
        JSON.stringify(progress.position),
        progress.selected,
        progress.written,
        progress.leftOut,
        progress.bytes,
        JSON.stringify(progress.reasons),
        progress.parts,
        progress.partLines,
        progress.isFinished,
      ],
    );
    return rows === 1;
  }

  /** One that fails so many times in a row is given up. */
  async noteFailure(id: string, failure: string, failuresMax: number): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE history_files SET failures = failures + 1, failure = $2,
              state = CASE WHEN failures + 1 >= $3 THEN 'failed' ELSE state END,
              finished_at = CASE WHEN failures + 1 >= $3 THEN now() END
        WHERE id = $1 AND state = 'running'`,
      [id, failure, failuresMax],
    );
  }

  /** Ends the one that is being made, for a reason that is not its fault. */
  async failRunning(failure: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE history_files SET state = 'failed', failure = $1, finished_at = now() WHERE state = 'running'`,
      [failure],
    );
  }

  /**
   * Cancels what is being made; what is finished is removed. What has ended otherwise stays as it is.
   *
   * @returns whether anything changed
   */
  async discard(id: string, executor: SqlExecutor = this.dataSource): Promise<boolean> {
    const rows = await affectedRows(
      executor,
      `UPDATE history_files SET state = CASE state WHEN 'running' THEN 'cancelled' ELSE 'removed' END,
              finished_at = coalesce(finished_at, now())
        WHERE id = $1 AND state IN ('running', 'finished')`,
      [id],
    );
    return rows === 1;
  }

  /** Those that were finished so long ago are removed. */
  async removeOlderThan(days: number): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE history_files SET state = 'removed'
        WHERE is_kept AND state = 'finished' AND finished_at < now() - make_interval(days => $1)`,
      [days],
    );
  }

  /** Those of which chunks may be there; those that can be downloaded, or the others. */
  async kept(what: 'usable' | 'unusable'): Promise<string[]> {
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT id FROM history_files
        WHERE is_kept AND finished_at IS NOT NULL AND (state = 'finished') = $1 ORDER BY finished_at, id`,
      [what === 'usable'],
    );
    return rows.map(({ id }) => id);
  }

  /** Nothing of it is left. */
  async noteEmptied(id: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE history_files SET is_kept = false
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM history_file_chunks WHERE file_id = $1)`,
      [id],
    );
  }

  private async one(where: string, parameters: unknown[]): Promise<HistoryFile | undefined> {
    const [row] = await selectRows<HistoryFileEntity>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM history_files ${where}`,
      parameters,
    );
    return row && fileOf(row);
  }
}

/** Big numbers arrive as text. */
function fileOf({ selected, written, leftOut, bytes, ...row }: HistoryFileEntity): HistoryFile {
  return {
    ...row,
    selected: Number(selected),
    written: Number(written),
    leftOut: Number(leftOut),
    bytes: Number(bytes),
  };
}
