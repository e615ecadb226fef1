import { Injectable } from '@nestjs/common';
import { LedgerService, type Noticed } from '@oracle-integration/completions';
import type { ImportVerdict } from '@oracle-integration/contracts';
import { imports } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import type { CsvRow } from '../file/csv-file';
import type { ImportEntity } from '../import.entity';
import { ImportRowRepository } from '../import-row.repository';
import { partialPictures } from '../verdict/imported-picture';
import { ImportVerdictRepository } from '../verdict/import-verdict.repository';
import { type JudgedRow, RowJudge } from '../verdict/row-judge';
import { ImportProgressRepository } from './import-progress.repository';
import { IMPORT_BATCH, type ImportStep } from './import-step';
import { countedOn } from './verdict-counts';

/** What the ledger does not have yet. */
const WRITTEN: readonly ImportVerdict[] = ['new', 'changed'];

/**
 * Brings the completions of an import into the ledger, in the order of the file.
 *
 * Between the check and now the site may have told some of them, so each batch is judged once more; its verdicts are
 * kept before the ledger is written. A process that is killed between the two leaves them, and the next one records
 * by them: judged again, its rows would count as known already.
 */
@Injectable()
export class ApplyRun {
  constructor(
    private readonly rows: ImportRowRepository,
    private readonly judge: RowJudge,
    private readonly verdicts: ImportVerdictRepository,
    private readonly progress: ImportProgressRepository,
    private readonly ledger: LedgerService,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Applies the next batch.
   *
   * @returns false when there is nothing more to do here.
   */
  async next(step: ImportStep, entity: ImportEntity): Promise<boolean> {
    const { doneLine, judgedLine, lastLine } = entity;
    const isJudged = judgedLine > doneLine;
    const batch = await this.rows.after(
      step.importId,
      doneLine,
      isJudged ? judgedLine : lastLine,
      IMPORT_BATCH,
    );
    const judged = await this.judge.judge(step, batch);
    const toLine = isJudged ? judgedLine : batch.length < IMPORT_BATCH ? lastLine : batch.at(-1)!.line;
    const verdicts = isJudged
      ? await this.keptVerdicts(step, batch)
      : await this.keep(step, entity, judged, toLine);
    if (!verdicts) return false;
    const wanted = judged.flatMap(({ line, picture }) =>
      picture && WRITTEN.includes(verdicts.get(line)!) ? [picture] : [],
    );
    const result = await this.ledger.record(step.siteId, partialPictures(wanted), noticed(entity));
    const recorded = { fromLine: doneLine, toLine, rows: batch.length, result };
    const mayGoOn = await this.progress.noteRecorded(step.importId, recorded);
    if (mayGoOn && toLine === lastLine && (await this.progress.finish(step.importId, 'applying', 'applied')))
      imports.inc();
    return mayGoOn && toLine < lastLine;
  }

  private keptVerdicts(
    { importId }: ImportStep,
    batch: readonly CsvRow[],
  ): Promise<ReadonlyMap<number, ImportVerdict>> {
    return this.verdicts.ofLines(
      this.dataSource,
      importId,
      batch.map(({ line }) => line),
    );
  }

  /** Keeps the verdicts of a batch; `undefined` when the import was stopped, or somebody else is further. */
  private async keep(
    { importId }: ImportStep,
    { doneLine, verdicts: counts }: ImportEntity,
    judged: readonly JudgedRow[],
    toLine: number,
  ): Promise<ReadonlyMap<number, ImportVerdict> | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.verdicts.ofLines(
        manager,
        importId,
        judged.map(({ line }) => line),
      );
      const verdicts = countedOn(counts, judged, before.values());
      if (!(await this.progress.noteJudged(manager, importId, { fromLine: doneLine, toLine, verdicts })))
        return undefined;
      await this.verdicts.save(manager, importId, judged);
      return new Map(judged.map(({ line, verdict }) => [line, verdict]));
    });
  }
}

function noticed({ deliver }: ImportEntity): Noticed {
  const isWord = deliver === null || deliver === 'none' || deliver === 'all';
  return { kind: 'import', history: isWord ? (deliver ?? 'none') : new Date(deliver) };
}
