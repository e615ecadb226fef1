import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  HISTORY_STATUSES,
  type HistoryFilesView,
  type HistoryFileView,
  type RequestHistoryFile,
} from '@oracle-integration/contracts';
import { BYTE_ORDER_MARK, parseMoment, RequestInvalidError } from '@oracle-integration/platform';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { v7 as timeOrderedUuid } from 'uuid';
import { mappingRulesOf } from '../mapping/mapping-rules';
import { HistoryChunkRepository } from './history-chunk.repository';
import type { FileRules, HistoryOrder } from './history-file.entity';
import {
  AnotherHistoryFileRunsError,
  HistoryFileEmptyError,
  HistoryFileUnknownError,
  HistoryPartUnknownError,
  HistorySettingsMissingError,
} from './history-file.errors';
import { historyFileView } from './history-file.mapper';
import { HistoryFileRepository } from './history-file.repository';
import { HistoryFiles } from './history-files';
import { historyRulesOf } from './history-rules';
import { HistoryUploadService } from './upload/history-upload.service';
import { REPORT_HEADER } from './written-page';

/** Numbers of people and courses have at most so many characters in Oracle Learning. */
const KEY_LENGTH_MAX = 30;

/** Something to download, and what to call it. */
export interface Download {
  readonly name: string;
  readonly content: Readable;
}

/** What a manager asks of history files. The work itself is done by whichever process has the lease. */
@Injectable()
export class HistoryFileService {
  constructor(
    private readonly files: HistoryFileRepository,
    private readonly contents: HistoryFiles,
    private readonly chunks: HistoryChunkRepository,
    private readonly uploads: HistoryUploadService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Takes a request down; the work begins within a second.
   *
   * @throws RequestInvalidError, HistorySettingsMissingError, AnotherHistoryFileRunsError
   */
  async request(request: RequestHistoryFile, requestedBy: string): Promise<HistoryFileView> {
    const order = orderOf(request);
    const rules = fileRulesOf(this.settings.current());
    const id = timeOrderedUuid();
    if (!(await this.files.add(id, { order, rules, requestedBy }))) throw new AnotherHistoryFileRunsError();
    return this.find(id);
  }

  /** @throws HistoryFileUnknownError */
  async find(id: string): Promise<HistoryFileView> {
    const file = await this.files.find(id);
    if (!file) throw new HistoryFileUnknownError(id);
    return historyFileView(file, (await this.uploads.viewsOf([id])).get(id) ?? null);
  }

  /** The latest twenty, the newest first. */
  async latest(): Promise<HistoryFilesView> {
    const files = await this.files.latest();
    const uploads = await this.uploads.viewsOf(files.map(({ id }) => id));
    return { files: files.map((file) => historyFileView(file, uploads.get(file.id) ?? null)) };
  }

  /**
   * Cancels one that is being made, and removes what a finished one holds; its counts stay.
   *
   * @throws HistoryFileUnknownError
   */
  async discard(id: string): Promise<HistoryFileView> {
    await this.files.discard(id);
    return this.find(id);
  }

  /**
   * One of its ZIP archives.
   *
   * @throws HistoryFileUnknownError, HistoryFileNotFinishedError, HistoryFileEmptyError, HistoryPartUnknownError
   */
  async archive(id: string, part: number): Promise<Download> {
    const { parts, createdAt } = await this.contents.finished(id);
    if (parts === 0) throw new HistoryFileEmptyError(id, 'lines');
    if (part > parts) throw new HistoryPartUnknownError(id, part, parts);
    const which = parts === 1 ? '' : `-part${part}of${parts}`;
    return {
      name: `LearningRecord-${dayOf(createdAt)}${which}.zip`,
      content: this.contents.zipOf(id, part),
    };
  }

  /**
   * What is left out, and why.
   *
   * @throws HistoryFileUnknownError, HistoryFileNotFinishedError, HistoryFileEmptyError
   */
  async report(id: string): Promise<Download> {
    const { leftOut, createdAt } = await this.contents.finished(id);
    if (leftOut === 0) throw new HistoryFileEmptyError(id, 'report');
    return { name: `left-out-${dayOf(createdAt)}.csv`, content: Readable.from(this.reportOf(id)) };
  }

  private async *reportOf(id: string): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + REPORT_HEADER;
    yield* this.chunks.reports(id);
    // Removed meanwhile, it must not look as if it were whole.
    await this.contents.finished(id);
  }
}

/** @throws RequestInvalidError */
function orderOf({ scope, from, to, courseIds, statuses, dryRun }: RequestHistoryFile): HistoryOrder {
  const [begin, end] = [momentOf(from), momentOf(to)];
  if (begin !== null && end !== null && begin >= end)
    throw new RequestInvalidError([{ field: 'to', message: 'to must be later than from' }]);
  return {
    scope,
    from: begin,
    to: end,
    courseIds: courseIds && courseIds.length > 0 ? courseIds : null,
    statuses: statuses && statuses.length > 0 ? statuses : HISTORY_STATUSES,
    dryRun: dryRun ?? false,
  };
}

function momentOf(text: string | undefined): string | null {
  return text === undefined ? null : (parseMoment(text)?.toISOString() ?? null);
}

/** @throws HistorySettingsMissingError */
function fileRulesOf(settings: Settings): FileRules {
  const record = historyRulesOf(settings);
  if ('obstacles' in record) throw new HistorySettingsMissingError(record.obstacles);
  const mapping = mappingRulesOf(settings);
  return {
    siteId: settings.totaraSiteId,
    record,
    mapping: {
      ...mapping,
      // The file has its own form, and no line without both numbers.
      body: null,
      keysRequired: true,
      keyLengthMax: Math.min(mapping.keyLengthMax, KEY_LENGTH_MAX),
    },
    isArchivedWritten: settings.policyArchived,
  };
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
