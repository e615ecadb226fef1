import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows, type SqlExecutor } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { DataSetMessage } from './data-set-answers';
import type { HistoryUploadRefusalEntity } from './history-upload-refusal.entity';

export type Refusal = HistoryUploadRefusalEntity;

/** What Oracle says of one line, by either of what it may name it by. */
export interface LineMessage {
  readonly fileLine: number | null;
  readonly sourceSystemId: string | null;
  readonly text: string;
}

/** Of one line; Oracle may say several things of it. */
const TEXTS_MAX = 3;
const TEXT_LENGTH_MAX = 1_000;
const ROWS_AT_ONCE = 10_000;
const REPORTED_AT_ONCE = 1_000;

/** Every query on what Oracle says of lines: as it comes, and by the lines that it is about. */
@Injectable()
export class UploadMessagesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps some; those that are there already stay. */
  async keep(
    manager: EntityManager,
    fileId: string,
    messages: readonly (DataSetMessage & { readonly number: number })[],
  ): Promise<void> {
    await affectedRows(
      manager,
      `INSERT INTO history_upload_messages (file_id, number, file_line, source_system_id, text)
       SELECT $1, number, "fileLine", "sourceSystemId", text FROM json_to_recordset($2::json)
         AS told(number int, "fileLine" int, "sourceSystemId" text, text text)
       ON CONFLICT DO NOTHING`,
      [fileId, JSON.stringify(messages)],
    );
  }

  async isAny(fileId: string): Promise<boolean> {
    const [row] = await selectRows<{ any: boolean }>(
      this.dataSource,
      'SELECT EXISTS (SELECT 1 FROM history_upload_messages WHERE file_id = $1) AS any',
      [fileId],
    );
    return row!.any;
  }

  /** What is said of some lines: by what their source calls them, or else by their numbers. */
  about(
    executor: SqlExecutor,
    fileId: string,
    lines: { readonly sourceSystemIds: readonly string[]; readonly first: number; readonly last: number },
  ): Promise<LineMessage[]> {
    return selectRows(
      executor,
      `SELECT source_system_id AS "sourceSystemId",
              CASE WHEN source_system_id IS NULL THEN file_line END AS "fileLine",
              left(array_to_string((array_agg(text ORDER BY number))[1:${TEXTS_MAX}], ' '), ${TEXT_LENGTH_MAX}) AS text
         FROM history_upload_messages
        WHERE file_id = $1
          AND (source_system_id = ANY($2) OR source_system_id IS NULL AND file_line BETWEEN $3 AND $4)
        GROUP BY 1, 2`,
      [fileId, lines.sourceSystemIds, lines.first, lines.last],
    );
  }

  async addRefusals(manager: EntityManager, refusals: readonly Refusal[]): Promise<void> {
    await affectedRows(
      manager,
      `INSERT INTO history_upload_refusals
              (file_id, chunk, place, part, line, record_id, revision, record_number, source_system_id, text)
       SELECT * FROM json_to_recordset($1::json) AS refusal("fileId" uuid, chunk int, place int, part int, line int,
         "recordId" uuid, revision int, "recordNumber" text, "sourceSystemId" text, text text)`,
      [JSON.stringify(refusals)],
    );
  }

  /** The places of a chunk that Oracle refused. */
  async refusedPlaces(executor: SqlExecutor, fileId: string, chunk: number): Promise<Set<number>> {
    const rows = await selectRows<{ place: number }>(
      executor,
      'SELECT place FROM history_upload_refusals WHERE file_id = $1 AND chunk = $2',
      [fileId, chunk],
    );
    return new Set(rows.map(({ place }) => place));
  }

  async countRefusals(fileId: string, part: number): Promise<number> {
    const [row] = await selectRows<{ count: number }>(
      this.dataSource,
      'SELECT count(*)::int AS count FROM history_upload_refusals WHERE file_id = $1 AND part = $2',
      [fileId, part],
    );
    return row!.count;
  }

  /** Which of some files have lines that Oracle refused. */
  async filesWithRefusals(fileIds: readonly string[]): Promise<Set<string>> {
    const rows = await selectRows<{ id: string }>(
      this.dataSource,
      `SELECT id FROM unnest($1::uuid[]) AS asked(id)
        WHERE EXISTS (SELECT 1 FROM history_upload_refusals WHERE file_id = id)`,
      [fileIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** All refusals of a file in the order of its lines, some at once. */
  async *refusals(fileId: string): AsyncGenerator<Refusal[]> {
    for (let after = [-1, -1]; ;) {
      const rows = await selectRows<Refusal>(
        this.dataSource,
        `SELECT file_id AS "fileId", chunk, place, part, line, record_id AS "recordId", revision,
                record_number AS "recordNumber", source_system_id AS "sourceSystemId", text
           FROM history_upload_refusals WHERE file_id = $1 AND (chunk, place) > ($2::int, $3::int)
          ORDER BY chunk, place LIMIT ${REPORTED_AT_ONCE}`,
        [fileId, ...after],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      after = [last.chunk, last.place];
    }
  }

  /** Removes messages, some thousands at once, until none is left. */
  async removeMessages(fileId: string): Promise<void> {
    await this.removeAll('history_upload_messages', 'number', fileId);
  }

  async removeRefusals(fileId: string): Promise<void> {
    await this.removeAll('history_upload_refusals', 'chunk, place', fileId);
  }

  private async removeAll(table: string, key: string, fileId: string): Promise<void> {
    let removed: number;
    do {
      removed = await affectedRows(
        this.dataSource,
        `DELETE FROM ${table} WHERE file_id = $1 AND (${key}) IN (
           SELECT ${key} FROM ${table} WHERE file_id = $1 ORDER BY ${key} LIMIT ${ROWS_AT_ONCE})`,
        [fileId],
      );
    } while (removed === ROWS_AT_ONCE);
  }
}
