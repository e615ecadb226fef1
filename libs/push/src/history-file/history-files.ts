import { PassThrough, Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { HistoryFileNotFinishedError, HistoryFileUnknownError } from './history-file.errors';
import { type HistoryFile, HistoryFileRepository } from './history-file.repository';
import { HistoryChunkRepository, type HistoryLines, type HistoryPart } from './history-chunk.repository';
import { DAT_FILE, metadataLine } from './learning-record';

/** What finished history files hold. Nothing is read that is not asked for, and no part is ever held in memory. */
@Injectable()
export class HistoryFiles {
  constructor(
    private readonly files: HistoryFileRepository,
    private readonly chunks: HistoryChunkRepository,
  ) {}

  /** @throws HistoryFileUnknownError, HistoryFileNotFinishedError */
  async finished(fileId: string): Promise<HistoryFile> {
    const file = await this.files.find(fileId);
    if (!file) throw new HistoryFileUnknownError(fileId);
    if (file.state !== 'finished') throw new HistoryFileNotFinishedError(fileId, file.state);
    return file;
  }

  /** Its parts in their order; none of a dry run, and none of a file without lines. */
  partsOf(fileId: string): Promise<HistoryPart[]> {
    return this.chunks.parts(fileId);
  }

  /**
   * A part as a ZIP archive, which is made while it is read. It ends with an error when the file is removed meanwhile;
   * whoever does not read to the end destroys it.
   */
  zipOf(fileId: string, part: number): Readable {
    return Readable.from(this.archiveOf(fileId, part), { objectMode: false });
  }

  /** Which completion, in which revision, each line of a part tells of. */
  linesOf(fileId: string, part: number): AsyncIterable<HistoryLines> {
    return this.chunks.lines(fileId, part);
  }

  /** Nothing begins before somebody reads: until then nobody would hear of an error. */
  private async *archiveOf(fileId: string, part: number): AsyncGenerator<Buffer> {
    const lines = Readable.from(this.datOf(fileId, part), { objectMode: false });
    const zip = new ZipFile();
    const archive = zip.outputStream.pipe(new PassThrough());
    for (const source of [lines, zip]) source.on('error', (error: Error) => archive.destroy(error));
    zip.addReadStream(lines, DAT_FILE);
    zip.end();
    try {
      yield* archive as AsyncIterable<Buffer>;
    } finally {
      lines.destroy();
    }
  }

  private async *datOf(fileId: string, part: number): AsyncGenerator<string> {
    yield metadataLine();
    yield* this.chunks.contents(fileId, part);
    // Half a file must not look like a whole one: chunks are removed only after the file is said to be.
    await this.finished(fileId);
  }
}
