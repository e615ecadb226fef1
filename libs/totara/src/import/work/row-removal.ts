import { Injectable } from '@nestjs/common';
import { IMPORT_ROWS_KEPT_DAYS } from '@oracle-integration/contracts';
import { ImportRepository } from '../import.repository';
import { ImportRowRepository } from '../import-row.repository';
import { ImportVerdictRepository } from '../verdict/import-verdict.repository';

/** Lines removed at once: some 100 ms of work, and no long transaction. */
const LINES = 10_000;
const IMPORTS_A_TURN = 20;

/** Removes the rows of imports that are over: they hold names. The completions stay in the ledger. */
@Injectable()
export class RowRemoval {
  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly verdicts: ImportVerdictRepository,
  ) {}

  /** Removes what is due. What is removed twice, by two processes, is removed once. */
  async removeDue(mayGoOn: () => boolean): Promise<void> {
    for (const { id, state } of await this.imports.removable(IMPORT_ROWS_KEPT_DAYS, IMPORTS_A_TURN)) {
      if (!(await this.removeRows(id, mayGoOn))) return;
      if (state === 'removing') await this.imports.remove(id);
      else await this.imports.noteRowsRemoved(id);
    }
  }

  /** False when it had to stop before the end. */
  private async removeRows(id: string, mayGoOn: () => boolean): Promise<boolean> {
    const lastLine = await this.rows.lastLine(id);
    for (let line = 0; line < lastLine; line += LINES) {
      if (!mayGoOn()) return false;
      await this.verdicts.remove(id, line, line + LINES);
      await this.rows.remove(id, line, line + LINES);
    }
    return true;
  }
}
