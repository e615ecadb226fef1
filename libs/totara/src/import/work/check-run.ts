import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ImportEntity } from '../import.entity';
import { ImportRowRepository } from '../import-row.repository';
import { ImportVerdictRepository } from '../verdict/import-verdict.repository';
import { RowJudge } from '../verdict/row-judge';
import { ImportProgressRepository } from './import-progress.repository';
import { IMPORT_BATCH, type ImportStep } from './import-step';
import { countedOn } from './verdict-counts';

/** Gives every row of an import its verdict, and changes nothing in the ledger. */
@Injectable()
export class CheckRun {
  constructor(
    private readonly rows: ImportRowRepository,
    private readonly judge: RowJudge,
    private readonly verdicts: ImportVerdictRepository,
    private readonly progress: ImportProgressRepository,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Checks the next batch. The verdicts and the position are one transaction: a killed check goes on where it was.
   *
   * @returns false when there is nothing more to do here.
   */
  async next(step: ImportStep, { doneLine, lastLine, verdicts }: ImportEntity): Promise<boolean> {
    const { importId } = step;
    const batch = await this.rows.after(importId, doneLine, lastLine, IMPORT_BATCH);
    const judged = await this.judge.judge(step, batch);
    const toLine = batch.length < IMPORT_BATCH ? lastLine : batch.at(-1)!.line;
    const isNoted = await this.dataSource.transaction(async (manager) => {
      // The position first: who is not the first to move it must not write verdicts either.
      const counts = countedOn(verdicts, judged);
      const noted = { fromLine: doneLine, toLine, rows: batch.length, verdicts: counts };
      if (!(await this.progress.noteChecked(manager, importId, noted))) return false;
      await this.verdicts.save(manager, importId, judged);
      return true;
    });
    if (isNoted && toLine === lastLine) await this.progress.finish(importId, 'checking', 'checked');
    return isNoted && toLine < lastLine;
  }
}
