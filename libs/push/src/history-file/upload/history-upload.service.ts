import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { HistoryUploadView } from '@oracle-integration/contracts';
import { BYTE_ORDER_MARK, CopyGuard, csvLine } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { HistoryFileEmptyError, HistoryFileUnknownError } from '../history-file.errors';
import { HistoryFileRepository } from '../history-file.repository';
import { HistoryFiles } from '../history-files';
import {
  HistoryFileAlreadyLoadedError,
  HistoryNothingRefusedError,
  HistoryUploadNotConfiguredError,
  HistoryUploadOfCopyError,
  HistoryUploadRunsError,
} from './history-upload.errors';
import { type HistoryUpload, HistoryUploadRepository } from './history-upload.repository';
import { UploadMessagesRepository } from './upload-messages.repository';
import { uploadTargetOf } from './upload-talk';

const REPORT_HEADER = csvLine([
  'Part',
  'Line',
  'Learning record number',
  'Source system id',
  'Completion',
  'Revision',
  'Oracle says',
]);

/** What a manager asks of uploads. The work itself is done by whichever process has the lease. */
@Injectable()
export class HistoryUploadService {
  constructor(
    private readonly uploads: HistoryUploadRepository,
    private readonly messages: UploadMessagesRepository,
    private readonly files: HistoryFileRepository,
    private readonly contents: HistoryFiles,
    private readonly settings: SettingsService,
    private readonly copies: CopyGuard,
  ) {}

  /**
   * Has a finished file loaded into Oracle; the work begins within a second. One that is loaded but for lines that Oracle
   * refused, or that came to nothing, may be loaded again: nothing is doubled.
   *
   * @throws HistoryFileUnknownError, HistoryFileNotFinishedError, HistoryFileEmptyError, HistoryUploadOfCopyError,
   *   HistoryUploadNotConfiguredError, HistoryUploadRunsError, HistoryFileAlreadyLoadedError
   */
  async begin(id: string, startedBy: string): Promise<HistoryUploadView> {
    const { parts } = await this.contents.finished(id);
    if (parts === 0) throw new HistoryFileEmptyError(id, 'lines');
    if (await this.copies.unconfirmed()) throw new HistoryUploadOfCopyError();
    const target = uploadTargetOf(this.settings.current());
    if (!('target' in target)) throw new HistoryUploadNotConfiguredError(target);
    const isBegun = await this.uploads.begin(id, startedBy);
    const [upload] = await this.uploads.of([id]);
    if (isBegun) return uploadView(upload!, false);
    if (upload?.state === 'running') throw new HistoryUploadRunsError(id);
    throw new HistoryFileAlreadyLoadedError(id);
  }

  /** How the uploads of some files stand; none for one that was never uploaded. */
  async viewsOf(fileIds: readonly string[]): Promise<Map<string, HistoryUploadView>> {
    const uploads = await this.uploads.of(fileIds);
    const withRefusals =
      uploads.length === 0 ? new Set<string>() : await this.messages.filesWithRefusals(fileIds);
    return new Map(
      uploads.map((upload) => [upload.fileId, uploadView(upload, withRefusals.has(upload.fileId))]),
    );
  }

  /** The latest ten that came to nothing, with why. One is failed until it is begun anew or its file is removed. */
  async failed(): Promise<{ fileId: string; failure: string }[]> {
    const uploads = await this.uploads.failed(10);
    return uploads.map(({ fileId, failure }) => ({ fileId, failure: failure ?? '' }));
  }

  /**
   * The lines that Oracle refused, with its words, as a CSV file.
   *
   * @throws HistoryFileUnknownError, HistoryNothingRefusedError
   */
  async report(id: string): Promise<Readable> {
    if (!(await this.files.find(id))) throw new HistoryFileUnknownError(id);
    if (!(await this.messages.filesWithRefusals([id])).has(id)) throw new HistoryNothingRefusedError(id);
    return Readable.from(this.reportOf(id));
  }

  private async *reportOf(id: string): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + REPORT_HEADER;
    for await (const refusals of this.messages.refusals(id)) {
      yield refusals
        .map(({ part, line, recordNumber, sourceSystemId, recordId, revision, text }) =>
          csvLine([part, line, recordNumber, sourceSystemId, recordId, revision, text]),
        )
        .join('');
    }
  }
}

function uploadView(upload: HistoryUpload, hasReport: boolean): HistoryUploadView {
  const { state, partsLoaded, dataSetId, dataSetStatus, loaded, refused, unprocessed } = upload;
  return {
    state,
    partsLoaded,
    dataSetId,
    dataSetStatus,
    loaded,
    refused,
    unprocessed,
    hasReport,
    startedBy: upload.startedBy,
    startedAt: upload.startedAt.toISOString(),
    finishedAt: upload.finishedAt?.toISOString() ?? null,
    failure: upload.failure,
  };
}
