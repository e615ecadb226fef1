import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { CsvRow } from './file/csv-file';

/** Every query on the rows of uploaded files. */
@Injectable()
export class ImportRowRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(importId: string, rows: readonly CsvRow[]): Promise<void> {
    await affectedRows(
      this.dataSource,
      `INSERT INTO import_rows (import_id, line, cells)
       SELECT $1, line, cells FROM json_to_recordset($2::json) AS row(line int, cells json)`,
      [importId, JSON.stringify(rows)],
    );
  }

  /** The next rows after a line, up to another, in the order of lines. */
  after(importId: string, afterLine: number, untilLine: number, limit: number): Promise<CsvRow[]> {
    return selectRows<CsvRow>(
      this.dataSource,
      `SELECT line, cells FROM import_rows WHERE import_id = $1 AND line > $2 AND line <= $3 ORDER BY line LIMIT $4`,
      [importId, afterLine, untilLine, limit],
    );
  }

  /** The last line that has a row; 0 when none has. */
  async lastLine(importId: string): Promise<number> {
    const [row] = await selectRows<{ line: number }>(
      this.dataSource,
      'SELECT line FROM import_rows WHERE import_id = $1 ORDER BY line DESC LIMIT 1',
      [importId],
    );
    return row?.line ?? 0;
  }

  /** Removes a range of lines. */
  remove(importId: string, afterLine: number, untilLine: number): Promise<number> {
    return affectedRows(
      this.dataSource,
      'DELETE FROM import_rows WHERE import_id = $1 AND line > $2 AND line <= $3',
      [importId, afterLine, untilLine],
    );
  }
}
