import { Injectable } from '@nestjs/common';
import type { ImportMapping, ImportState } from '@oracle-integration/contracts';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, LessThan } from 'typeorm';
import { ImportEntity } from './import.entity';
import { isWorking } from './import-state';

/** Announces that there is work to do; whoever listens looks. */
export const IMPORT_CHANNEL = 'imports';

/** What is known of a file once it is here. */
export type UploadedFile = Pick<
  ImportEntity,
  'encoding' | 'delimiter' | 'columns' | 'mapping' | 'rowCount' | 'lastLine'
> & {
  readonly bytes: number;
};

/** Every query on imports as wholes. How far the work on one is, is written by ImportProgressRepository. */
@Injectable()
export class ImportRepository {
  constructor(private readonly dataSource: DataSource) {}

  async begin({ id, siteId, filename }: Pick<ImportEntity, 'id' | 'siteId' | 'filename'>): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO imports (id, site_id, filename, state, created_at, alive_at)
       VALUES ($1, $2, $3, 'uploading', now(), now())`,
      [id, siteId, filename],
    );
  }

  /** A sign of life of an upload; false when it was given up meanwhile. */
  async keepAlive(id: string): Promise<boolean> {
    return (
      (await affectedRows(
        this.dataSource,
        `UPDATE imports SET alive_at = now() WHERE id = $1 AND state = 'uploading'`,
        [id],
      )) === 1
    );
  }

  /** False when the upload was given up meanwhile. */
  async finishUpload(id: string, file: UploadedFile): Promise<boolean> {
    const changed = await affectedRows(
      this.dataSource,
      `UPDATE imports
          SET state = 'uploaded', rested_at = now(), encoding = $2, delimiter = $3, columns = $4, mapping = $5,
              row_count = $6, last_line = $7, bytes = $8
        WHERE id = $1 AND state = 'uploading'`,
      [
        id,
        file.encoding,
        file.delimiter,
        JSON.stringify(file.columns),
        JSON.stringify(file.mapping),
        file.rowCount,
        file.lastLine,
        file.bytes,
      ],
    );
    return changed === 1;
  }

  async failUpload(id: string, { code, detail }: { code: string; detail: string }): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE imports SET state = 'failed', rested_at = now(), error_code = $2, error_detail = $3
        WHERE id = $1 AND state = 'uploading'`,
      [id, code, detail],
    );
  }

  /** Gives up uploads whose process is gone: no sign of life for so long. */
  failSilentUploads(seconds: number, { code, detail }: { code: string; detail: string }): Promise<number> {
    return affectedRows(
      this.dataSource,
      `UPDATE imports SET state = 'failed', rested_at = now(), error_code = $2, error_detail = $3
        WHERE state = 'uploading' AND alive_at < now() - make_interval(secs => $1)`,
      [seconds, code, detail],
    );
  }

  find(id: string): Promise<ImportEntity | null> {
    return this.dataSource.getRepository(ImportEntity).findOneBy({ id });
  }

  /** The newest first; ids grow with time. */
  page(beforeId: string | undefined, limit: number): Promise<ImportEntity[]> {
    return this.dataSource.getRepository(ImportEntity).find({
      where: beforeId === undefined ? {} : { id: LessThan(beforeId) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Moves an import from one state to another; false when it is not in that state any more. */
  move(id: string, from: ImportState, to: ImportState): Promise<boolean> {
    return this.announced(
      `UPDATE imports SET state = $3, rested_at = CASE WHEN $4 THEN NULL ELSE now() END, trouble = NULL
        WHERE id = $1 AND state = $2`,
      [id, from, to, isWorking(to)],
    );
  }

  /** Sets how the columns are read; the verdicts are worth nothing then. */
  map(id: string, from: ImportState, mapping: ImportMapping): Promise<boolean> {
    return this.announced(
      `UPDATE imports
          SET state = 'uploaded', rested_at = now(), mapping = $3, verdicts = NULL, done_line = 0, done_rows = 0
        WHERE id = $1 AND state = $2 AND rows_removed_at IS NULL`,
      [id, from, JSON.stringify(mapping)],
    );
  }

  startCheck(id: string, from: ImportState): Promise<boolean> {
    return this.announced(
      `UPDATE imports
          SET state = 'checking', rested_at = NULL, trouble = NULL, verdicts = '{}', done_line = 0, done_rows = 0
        WHERE id = $1 AND state = $2 AND rows_removed_at IS NULL`,
      [id, from],
    );
  }

  startApply(id: string, from: ImportState, deliver: string): Promise<boolean> {
    return this.announced(
      `UPDATE imports
          SET state = 'applying', rested_at = NULL, trouble = NULL, deliver = $3, done_line = 0, done_rows = 0,
              judged_line = 0, added = 0, revised = 0, queued = 0
        WHERE id = $1 AND state = $2 AND rows_removed_at IS NULL`,
      [id, from, deliver],
    );
  }

  /** Imports to work on, the oldest first. */
  async due(limit: number): Promise<string[]> {
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT id FROM imports WHERE state IN ('checking', 'applying') ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Imports whose rows go: broken uploads, deleted ones, and those that have rested for so many days. */
  async removable(days: number, limit: number): Promise<{ id: string; state: ImportState }[]> {
    return selectRows(
      this.dataSource,
      `SELECT id, state FROM imports
        WHERE rows_removed_at IS NULL AND rested_at IS NOT NULL
          AND (rested_at < now() - make_interval(days => $1) OR state IN ('failed', 'removing'))
        ORDER BY rested_at LIMIT $2`,
      [days, limit],
    );
  }

  async noteRowsRemoved(id: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      'UPDATE imports SET rows_removed_at = now() WHERE id = $1 AND rested_at IS NOT NULL',
      [id],
    );
  }

  async remove(id: string): Promise<void> {
    await affectedRows(this.dataSource, `DELETE FROM imports WHERE id = $1 AND state = 'removing'`, [id]);
  }

  /** Changes one import, and tells the workers to look; false when it was not as expected. */
  private announced(sql: string, parameters: unknown[]): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const changed = await affectedRows(manager, sql, parameters);
      if (changed === 1) await selectRows(manager, `SELECT pg_notify($1, '')`, [IMPORT_CHANNEL]);
      return changed === 1;
    });
  }
}
