import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { HistoryUploadEntity } from './history-upload.entity';

type Tallies = 'loaded' | 'refused' | 'unprocessed';
export type HistoryUpload = Omit<HistoryUploadEntity, Tallies> & Record<Tallies, number>;

/** What a step changes. */
export type UploadProgress = Partial<
  Pick<
    HistoryUpload,
    | 'state'
    | 'step'
    | 'part'
    | 'contentId'
    | 'isAsked'
    | 'dataSetId'
    | 'dataSetStatus'
    | 'counts'
    | 'messagesRead'
    | 'chunk'
    | 'partsLoaded'
    | 'tries'
    | 'failure'
    | Tallies
  >
>;

/** A running upload, with how long its present step has taken so far on the database's clock. */
export type DueUpload = HistoryUpload & { readonly stepSeconds: number };

const COLUMNS = `file_id AS "fileId", run, version, state, step, part, content_id AS "contentId", is_asked AS "isAsked",
  data_set_id AS "dataSetId", data_set_status AS "dataSetStatus", counts, messages_read AS "messagesRead", chunk,
  parts_loaded AS "partsLoaded", loaded, refused, unprocessed, tries, next_at AS "nextAt", step_since AS "stepSince",
  failure, started_by AS "startedBy", started_at AS "startedAt", finished_at AS "finishedAt"`;

/** Every query on how history files are loaded. All times are the database's. */
@Injectable()
export class HistoryUploadRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Begins, or begins anew. @returns false while it runs, and when every line of the file is loaded */
  async begin(fileId: string, startedBy: string): Promise<boolean> {
    const rows = await affectedRows(
      this.dataSource,
      `INSERT INTO history_uploads AS upload (file_id, state, step, started_by) VALUES ($1, 'running', 'clear', $2)
       ON CONFLICT (file_id) DO UPDATE
         SET run = upload.run + 1, version = upload.version + 1, state = 'running', step = 'clear', part = 1,
             content_id = NULL, is_asked = false, data_set_id = NULL, data_set_status = NULL, counts = NULL,
             messages_read = 0, chunk = -1, parts_loaded = 0, loaded = 0, refused = 0, unprocessed = 0, tries = 0,
             next_at = now(), step_since = now(), failure = NULL, started_by = excluded.started_by,
             started_at = now(), finished_at = NULL
         WHERE upload.state = 'failed' OR upload.state = 'finished' AND upload.refused > 0`,
      [fileId, startedBy],
    );
    return rows === 1;
  }

  async of(fileIds: readonly string[]): Promise<HistoryUpload[]> {
    const sql = `SELECT ${COLUMNS} FROM history_uploads WHERE file_id = ANY($1)`;
    return (await selectRows<HistoryUploadEntity>(this.dataSource, sql, [fileIds])).map(uploadOf);
  }

  /** Those that came to nothing, were not begun anew and still have their file; the latest first. */
  async failed(limit: number): Promise<Pick<HistoryUpload, 'fileId' | 'failure'>[]> {
    const sql = `SELECT file_id AS "fileId", upload.failure
                   FROM history_uploads AS upload JOIN history_files AS file ON file.id = file_id
                  WHERE upload.state = 'failed' AND file.state = 'finished'
                  ORDER BY upload.finished_at DESC LIMIT $1`;
    return selectRows(this.dataSource, sql, [limit]);
  }

  /** The one that has been due for the longest. */
  async nextDue(): Promise<DueUpload | undefined> {
    const [row] = await selectRows<HistoryUploadEntity & { stepSeconds: number }>(
      this.dataSource,
      `SELECT ${COLUMNS}, extract(epoch FROM now() - step_since)::float8 AS "stepSeconds" FROM history_uploads
        WHERE state = 'running' AND next_at <= now() ORDER BY next_at LIMIT 1`,
    );
    return row && { ...uploadOf(row), stepSeconds: row.stepSeconds };
  }

  /**
   * Notes what a step came to. A step that is another than before, or of another part, begins now.
   *
   * @param delaySeconds until anything more is done
   * @returns whether it was noted: nobody else has come further
   */
  async advance(
    executor: SqlExecutor,
    upload: HistoryUpload,
    progress: UploadProgress,
    delaySeconds = 0,
  ): Promise<boolean> {
    const next = { ...upload, ...progress };
    const isStepOver = next.step !== upload.step || next.part !== upload.part;
    const rows = await affectedRows(
      executor,
      `UPDATE history_uploads
          SET version = version + 1, state = $4, step = $5, part = $6, content_id = $7, is_asked = $8,
              data_set_id = $9, data_set_status = $10, counts = $11, messages_read = $12, chunk = $13,
              parts_loaded = $14, loaded = $15, refused = $16, unprocessed = $17, tries = $18, failure = $19,
              next_at = now() + make_interval(secs => $20),
              step_since = CASE WHEN $21 THEN now() ELSE step_since END,
              finished_at = CASE WHEN $4 = 'running' THEN NULL ELSE now() END
        WHERE file_id = $1 AND run = $2 AND version = $3 AND state = 'running'`,
      [
        upload.fileId,
        upload.run,
        upload.version,
        next.state,
        next.step,
        next.part,
        next.contentId,
        next.isAsked,
        next.dataSetId,
        next.dataSetStatus,
        next.counts && JSON.stringify(next.counts),
        next.messagesRead,
        next.chunk,
        next.partsLoaded,
        next.loaded,
        next.refused,
        next.unprocessed,
        next.tries,
        next.failure,
        delaySeconds,
        isStepOver,
      ],
    );
    return rows === 1;
  }
}

/** Big numbers arrive as text. */
function uploadOf({ loaded, refused, unprocessed, ...row }: HistoryUploadEntity): HistoryUpload {
  return { ...row, loaded: Number(loaded), refused: Number(refused), unprocessed: Number(unprocessed) };
}
