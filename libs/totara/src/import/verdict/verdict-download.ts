import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BYTE_ORDER_MARK, csvLine } from '@oracle-integration/platform';
import { ImportVerdictRepository, type VerdictRow } from './import-verdict.repository';

const PAGE = 1_000;

const HEADER = [
  'Line',
  'Verdict',
  'Reason',
  'Column',
  'Action',
  'First line',
  'User id',
  'Course id',
  'Time completed',
];

/** The rows of an import with their verdicts as a CSV file, page by page as it is read. */
@Injectable()
export class VerdictDownload {
  constructor(private readonly verdicts: ImportVerdictRepository) {}

  /** @param untilLine the last line that has a verdict */
  stream(importId: string, columnNames: readonly string[], untilLine: number): Readable {
    return Readable.from(this.pages(importId, columnNames, untilLine), { objectMode: false });
  }

  private async *pages(
    importId: string,
    columnNames: readonly string[],
    untilLine: number,
  ): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine([...HEADER, ...columnNames]);
    for (let afterLine = 0; ;) {
      const rows = await this.verdicts.page({
        importId,
        verdict: undefined,
        afterLine,
        untilLine,
        limit: PAGE,
      });
      if (rows.length > 0) yield rows.map((row) => csvLine([...verdictCells(row), ...row.cells])).join('');
      if (rows.length < PAGE) return;
      afterLine = rows.at(-1)!.line;
    }
  }
}

function verdictCells(row: VerdictRow): (string | number | null)[] {
  const { line, verdict, reason, column, action, firstLine, userId, courseId, completedAt } = row;
  return [
    line,
    verdict,
    reason,
    column,
    action,
    firstLine,
    userId,
    courseId,
    completedAt?.toISOString() ?? null,
  ];
}
