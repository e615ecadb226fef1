import { Injectable } from '@nestjs/common';
import { HistoryChunkRepository } from './history-chunk.repository';
import { HistoryFileRepository } from './history-file.repository';

/** Removes what is held of files that nobody can download any more. */
@Injectable()
export class HistoryFileRemoval {
  constructor(
    private readonly files: HistoryFileRepository,
    private readonly chunks: HistoryChunkRepository,
  ) {}

  /** In small steps: a file may hold millions of lines. Done again, or by several at once, it finds less to do. */
  async empty(): Promise<void> {
    for (const id of await this.files.kept('unusable')) {
      while (await this.chunks.removeSome(id));
      await this.files.noteEmptied(id);
    }
  }
}
