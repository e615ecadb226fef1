import { Injectable } from '@nestjs/common';
import {
  FinishedCompletions,
  type FinishedPage,
  type FinishedSelection,
  type LedgerPosition,
} from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { CompletionMapper, readCompletion } from '../mapping/completion-mapper';
import { MappingService } from '../mapping/mapping.service';
import { withPage } from './file-progress';
import { HistoryChunkRepository } from './history-chunk.repository';
import { HistoryFileSizes } from './history-file-sizes';
import { type HistoryFile, HistoryFileRepository } from './history-file.repository';
import type { LeftOut } from './left-out';
import { type MappedForFile, writePage } from './written-page';

const ARCHIVED: { readonly parked: LeftOut } = { parked: { code: 'HISTORY.ARCHIVED', detail: null } };

/** One step of a history file: a page of the ledger, what is written of it, and how far it has come. */
@Injectable()
export class HistoryFileStep {
  constructor(
    private readonly completions: FinishedCompletions,
    private readonly mapping: MappingService,
    private readonly files: HistoryFileRepository,
    private readonly chunks: HistoryChunkRepository,
    private readonly sizes: HistoryFileSizes,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  /** The completions that are looked at next. */
  read({ order, rules }: HistoryFile, position: LedgerPosition | null): Promise<FinishedPage> {
    const { scope, from, to, courseIds, statuses } = order;
    const { siteId } = rules;
    const selection: FinishedSelection = {
      siteId,
      isNeverSent: scope === 'never_sent',
      from,
      to,
      courseIds,
      statuses,
    };
    return this.completions.walk(position, this.sizes.page, selection);
  }

  /**
   * Writes a page, and where it ends, in one transaction.
   *
   * @returns the file as it is now; `undefined` when somebody has ended it, or another process has written the page
   */
  async write(
    file: HistoryFile,
    page: FinishedPage,
    mapper: CompletionMapper,
  ): Promise<HistoryFile | undefined> {
    const mapped = await this.map(file, page.completions, mapper);
    const written = writePage(mapped, file.rules, this.clock.now());
    const { progress, chunk } = withPage(file, written, page, this.sizes.partLines);
    const isNoted = await this.dataSource.transaction(async (manager) => {
      if (!(await this.files.advance(manager, file, progress))) return false;
      if (chunk) await this.chunks.add(manager, chunk);
      return true;
    });
    return isNoted ? { ...file, ...progress, pages: file.pages + 1 } : undefined;
  }

  private async map(
    { rules }: HistoryFile,
    completions: FinishedPage['completions'],
    mapper: CompletionMapper,
  ): Promise<MappedForFile[]> {
    const read = completions.map((completion) => ({ ...completion, ...readCompletion(completion) }));
    const isKeptBack = ({ view }: (typeof read)[number]) => view.archived && !rules.isArchivedWritten;
    const mapped = await this.mapping.map(
      mapper,
      read.filter((one) => !isKeptBack(one)),
    );
    const inOrder = mapped.values();
    return read.map((one) => ({
      view: one.view,
      revision: one.revision,
      mapped: isKeptBack(one) ? ARCHIVED : inOrder.next().value!,
    }));
  }
}
