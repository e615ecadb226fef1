import { Injectable } from '@nestjs/common';
import type { NoteErased, PersonalStore, PersonToErase } from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { HistoryChunkRepository } from './history-chunk.repository';
import { HistoryFileRemoval } from './history-file-removal';
import { HistoryFileRepository } from './history-file.repository';

/**
 * Removes what history files hold as soon as it holds a person who is erased: a file is one thing, with numbers for its
 * lines, and can be made anew. To be done after the ledger has erased them, so that no new file names them.
 */
@Injectable()
export class HistoryErasure implements PersonalStore {
  constructor(
    private readonly files: HistoryFileRepository,
    private readonly chunks: HistoryChunkRepository,
    private readonly removal: HistoryFileRemoval,
    private readonly dataSource: DataSource,
  ) {}

  async erase({ siteId, userId }: PersonToErase, note: NoteErased): Promise<void> {
    // What is being made has names in memory, and would write them again.
    await this.files.failRunning('A person was erased meanwhile. Ask for it again.');
    for (const id of await this.files.kept('usable')) {
      const file = await this.files.find(id);
      if (file?.rules.siteId !== siteId || !(await this.chunks.isNaming(id, userId))) continue;
      await this.dataSource.transaction(async (manager) => {
        const isRemoved = await this.files.discard(id, manager);
        await note(manager, { history_files: Number(isRemoved) });
      });
    }
    await this.removal.empty();
  }
}
