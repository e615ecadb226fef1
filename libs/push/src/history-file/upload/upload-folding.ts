import { Injectable } from '@nestjs/common';
import { StoredCompletions } from '@oracle-integration/completions';
import { deliveries } from '@oracle-integration/platform';
import { LoadedDeliveries } from '@oracle-integration/queue';
import { DataSource, type EntityManager } from 'typeorm';
import { HistoryChunkRepository } from '../history-chunk.repository';
import { HistoryFiles } from '../history-files';
import { namesIn } from '../learning-record';
import { type DueUpload, HistoryUploadRepository, type UploadProgress } from './history-upload.repository';
import { outcomeOfPart, type PartOutcome, uncertainWords } from './loaded-lines';
import { type Refusal, UploadMessagesRepository } from './upload-messages.repository';
import { goOn, type StepResult } from './upload-step';
import { batchIdOf } from './upload-talk';

/** A line of a chunk, and by what Oracle may speak of it. */
interface NamedLine {
  readonly place: number;
  readonly line: number;
  readonly recordId: string;
  readonly revision: number;
  readonly sourceSystemId: string;
  readonly learningRecordNumber: string;
}

type Chunk = NonNullable<Awaited<ReturnType<HistoryChunkRepository['chunkAfter']>>>;

/** The steps of an upload that carry Oracle's result into the queue, a chunk of lines in each transaction. */
@Injectable()
export class UploadFolding {
  constructor(
    private readonly uploads: HistoryUploadRepository,
    private readonly messages: UploadMessagesRepository,
    private readonly files: HistoryFiles,
    private readonly chunks: HistoryChunkRepository,
    private readonly completions: StoredCompletions,
    private readonly queue: LoadedDeliveries,
    private readonly dataSource: DataSource,
  ) {}

  /** Notes what Oracle refused among the lines of the next chunk; behind the last one, what that leaves. */
  async refuse(upload: DueUpload): Promise<StepResult | 'noted' | 'stale'> {
    const { fileId, part } = upload;
    const chunk = (await this.messages.isAny(fileId))
      ? await this.chunks.chunkAfter(fileId, part, upload.chunk)
      : undefined;
    if (chunk)
      return this.fold(upload, chunk, 'rejected', (manager) => this.noteRefused(manager, upload, chunk));
    const outcome = await this.outcomeOf(upload);
    return outcome.isCertain ? goOn({ step: 'load', chunk: -1 }) : this.endPart(upload, outcome);
  }

  /** Notes what Oracle loaded of the next chunk; behind the last one the part is done. */
  async load(upload: DueUpload): Promise<StepResult | 'noted' | 'stale'> {
    const chunk = await this.chunks.chunkAfter(upload.fileId, upload.part, upload.chunk);
    if (chunk)
      return this.fold(upload, chunk, 'loaded', (manager) => this.noteLoaded(manager, upload, chunk));
    return this.endPart(upload, await this.outcomeOf(upload));
  }

  private async fold(
    upload: DueUpload,
    chunk: Chunk,
    outcome: string,
    note: (manager: EntityManager) => Promise<number>,
  ): Promise<'noted' | 'stale'> {
    const noted = await this.dataSource.transaction(async (manager) => {
      // First, so that whoever is late waits here and changes nothing.
      const isOurs = await this.uploads.advance(manager, upload, goOn({ chunk: chunk.number }).progress);
      return isOurs ? await note(manager) : undefined;
    });
    if (noted === undefined) return 'stale';
    if (noted > 0) deliveries.inc({ class: outcome }, noted);
    return 'noted';
  }

  private async noteRefused(manager: EntityManager, upload: DueUpload, chunk: Chunk): Promise<number> {
    const { fileId, part, dataSetId } = upload;
    const lines = linesOf(chunk);
    const told = await this.messages.about(manager, fileId, {
      sourceSystemIds: lines.map(({ sourceSystemId }) => sourceSystemId),
      first: chunk.firstLine,
      last: chunk.firstLine + lines.length - 1,
    });
    const byId = new Map(told.map(({ sourceSystemId, text }) => [sourceSystemId, text]));
    const byLine = new Map(told.map(({ fileLine, text }) => [fileLine, text]));
    const refusals = lines.flatMap(({ learningRecordNumber, ...line }): Refusal[] => {
      const text = byId.get(line.sourceSystemId) ?? byLine.get(line.line);
      if (text === undefined) return [];
      return [{ ...line, fileId, chunk: chunk.number, part, recordNumber: learningRecordNumber, text }];
    });
    if (refusals.length === 0) return 0;
    await this.messages.addRefusals(manager, refusals);
    const standings = await this.completions.holdStandings(
      manager,
      refusals.map(({ recordId }) => recordId),
    );
    const refused = refusals
      .filter(({ recordId }) => standings.get(recordId) === 'present')
      .map(({ recordId, revision, recordNumber, text }) => ({
        recordId,
        revision,
        detail: `${text} (record ${recordNumber}, data set ${dataSetId})`,
      }));
    return this.queue.noteRefused(manager, batchIdOf(upload), refused);
  }

  private async noteLoaded(manager: EntityManager, upload: DueUpload, chunk: Chunk): Promise<number> {
    const refused = await this.messages.refusedPlaces(manager, upload.fileId, chunk.number);
    const lines = linesOf(chunk).filter(({ place }) => !refused.has(place));
    const standings = await this.completions.holdStandings(
      manager,
      lines.map(({ recordId }) => recordId),
    );
    const loaded = lines
      .filter(({ recordId }) => standings.has(recordId))
      .map(({ recordId, revision, learningRecordNumber }) => ({
        recordId,
        revision,
        externalId: `${learningRecordNumber} (data set ${upload.dataSetId})`,
        isRevoked: standings.get(recordId) === 'revoked',
      }));
    return this.queue.noteLoaded(manager, batchIdOf(upload), loaded);
  }

  private async outcomeOf({ fileId, part, counts }: DueUpload): Promise<PartOutcome> {
    // What was removed meanwhile has no chunks either, and must not look as if it were done.
    await this.files.finished(fileId);
    const parts = await this.files.partsOf(fileId);
    const lines = parts.find((one) => one.part === part)?.lines ?? 0;
    return outcomeOfPart(lines, await this.messages.countRefusals(fileId, part), counts!);
  }

  private async endPart(upload: DueUpload, outcome: PartOutcome): Promise<StepResult> {
    await this.messages.removeMessages(upload.fileId);
    const tallies: UploadProgress = {
      loaded: upload.loaded + outcome.loaded,
      refused: upload.refused + outcome.refused,
      unprocessed: upload.unprocessed + outcome.unprocessed,
    };
    if (!outcome.isCertain) {
      const failure = uncertainWords(upload.part, outcome, upload.dataSetStatus);
      return { progress: { ...tallies, state: 'failed', failure } };
    }
    const partsLoaded = upload.partsLoaded + 1;
    const next = (await this.files.partsOf(upload.fileId)).find(({ part }) => part > upload.part);
    if (!next) return goOn({ ...tallies, partsLoaded, state: 'finished' });
    return goOn({
      ...tallies,
      partsLoaded,
      step: 'send',
      part: next.part,
      contentId: null,
      isAsked: false,
      counts: null,
      messagesRead: 0,
      chunk: -1,
    });
  }
}

function linesOf({ content, firstLine, recordIds, revisions }: Chunk): NamedLine[] {
  const written = content.split('\n');
  return recordIds.map((recordId, place) => ({
    place,
    line: firstLine + place,
    recordId,
    revision: revisions[place]!,
    ...namesIn(written[place]!),
  }));
}
