import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { HistoryFileChunkEntity } from './history-file-chunk.entity';

export type HistoryChunk = Omit<HistoryFileChunkEntity, 'people'> & { readonly people: readonly number[] };

/** One ZIP archive of a file. */
export interface HistoryPart {
  /** From 1. */
  readonly part: number;
  /** Completions, each in a line; METADATA is one more. */
  readonly lines: number;
}

/** Which completions, in which revision, the lines of a chunk tell of. */
export type HistoryLines = Pick<HistoryFileChunkEntity, 'firstLine' | 'recordIds' | 'revisions'>;

const LINES = 'first_line AS "firstLine", record_ids AS "recordIds", revisions';

/** Some 40 kB of memory for each that an erasure looks at. */
const LOOKED_AT_ONCE = 50;
/** Chunks have some 100 kB each, compressed. */
const REMOVED_AT_ONCE = 100;

/** Every query on what history files hold. None reads more than a few chunks at once. */
@Injectable()
export class HistoryChunkRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(manager: EntityManager, chunk: HistoryChunk): Promise<void> {
    await affectedRows(
      manager,
      `INSERT INTO history_file_chunks
              (file_id, number, part, first_line, lines, content, report, record_ids, revisions, people)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        chunk.fileId,
        chunk.number,
        chunk.part,
        chunk.firstLine,
        chunk.lines,
        chunk.content,
        chunk.report,
        chunk.recordIds,
        chunk.revisions,
        chunk.people,
      ],
    );
  }

  /** Its parts in their order. */
  async parts(fileId: string): Promise<HistoryPart[]> {
    return selectRows(
      this.dataSource,
      `SELECT part, sum(lines)::int AS lines FROM history_file_chunks
        WHERE file_id = $1 GROUP BY part HAVING sum(lines) > 0 ORDER BY part`,
      [fileId],
    );
  }

  /** The lines of a part, chunk by chunk. */
  async *contents(fileId: string, part: number): AsyncGenerator<string> {
    for (let after = -1; ;) {
      const row = await this.next<{ content: string }>('content', { fileId, part, after });
      if (!row) return;
      yield row.content;
      after = row.number;
    }
  }

  /** The chunk of a part that follows another, with its lines. */
  chunkAfter(
    fileId: string,
    part: number,
    after: number,
  ): Promise<(HistoryLines & { readonly number: number; readonly content: string }) | undefined> {
    return this.next(`content, ${LINES}`, { fileId, part, after });
  }

  /** What the lines of a part tell of, chunk by chunk. */
  async *lines(fileId: string, part: number): AsyncGenerator<HistoryLines> {
    for (let after = -1; ;) {
      const row = await this.next<HistoryLines>(LINES, { fileId, part, after });
      if (!row) return;
      const { number, ...lines } = row;
      yield lines;
      after = number;
    }
  }

  /** What is left out, chunk by chunk. */
  async *reports(fileId: string): AsyncGenerator<string> {
    for (let after = -1; ;) {
      const [row] = await selectRows<{ number: number; report: string }>(
        this.dataSource,
        `SELECT number, report FROM history_file_chunks
          WHERE file_id = $1 AND number > $2 ORDER BY number LIMIT 1`,
        [fileId, after],
      );
      if (!row) return;
      if (row.report !== '') yield row.report;
      after = row.number;
    }
  }

  /** Whether a file names a person, in a line or in its report. */
  async isNaming(fileId: string, userId: number): Promise<boolean> {
    for (let after = -1; ;) {
      const [looked] = await selectRows<{ last: number | null; isNaming: boolean | null }>(
        this.dataSource,
        `SELECT max(number) AS last, bool_or($4 = ANY(people)) AS "isNaming"
           FROM (SELECT number, people FROM history_file_chunks
                  WHERE file_id = $1 AND number > $2 ORDER BY number LIMIT $3) looked`,
        [fileId, after, LOOKED_AT_ONCE, userId],
      );
      if (looked?.isNaming) return true;
      if (looked?.last == null) return false;
      after = looked.last;
    }
  }

  /** @returns whether there may be more */
  async removeSome(fileId: string): Promise<boolean> {
    const rows = await affectedRows(
      this.dataSource,
      `DELETE FROM history_file_chunks WHERE file_id = $1 AND number IN (
         SELECT number FROM history_file_chunks WHERE file_id = $1 ORDER BY number LIMIT $2)`,
      [fileId, REMOVED_AT_ONCE],
    );
    return rows === REMOVED_AT_ONCE;
  }

  private async next<Row>(
    columns: string,
    { fileId, part, after }: { fileId: string; part: number; after: number },
  ): Promise<(Row & { number: number }) | undefined> {
    const [row] = await selectRows<Row & { number: number }>(
      this.dataSource,
      `SELECT number, ${columns} FROM history_file_chunks
        WHERE file_id = $1 AND part = $2 AND number > $3 AND lines > 0 ORDER BY number LIMIT 1`,
      [fileId, part, after],
    );
    return row;
  }
}
