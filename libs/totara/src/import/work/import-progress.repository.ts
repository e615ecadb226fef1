import { Injectable } from '@nestjs/common';
import { affectedRows, selectRows } from '@oracle-integration/platform';
import type { RecordingResult } from '@oracle-integration/completions';
import { DataSource, type EntityManager } from 'typeorm';
import type { ImportEntity } from '../import.entity';

type Verdicts = ImportEntity['verdicts'];

/**
 * How far the work on an import is.
 *
 * Every step names the line that it went on from: a process that lost its lease, and comes late, changes nothing.
 */
@Injectable()
export class ImportProgressRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Notes that a batch was checked; false when the import was stopped, or somebody else is further. */
  async noteChecked(
    manager: EntityManager,
    id: string,
    step: { fromLine: number; toLine: number; rows: number; verdicts: Verdicts },
  ): Promise<boolean> {
    const noted = await affectedRows(
      manager,
      `UPDATE imports SET done_line = $3, done_rows = done_rows + $4, verdicts = $5, trouble = NULL
        WHERE id = $1 AND done_line = $2 AND state = 'checking'`,
      [id, step.fromLine, step.toLine, step.rows, JSON.stringify(step.verdicts)],
    );
    return noted === 1;
  }

  /** Notes that a batch has its last verdicts and is about to be recorded. */
  async noteJudged(
    manager: EntityManager,
    id: string,
    step: { fromLine: number; toLine: number; verdicts: Verdicts },
  ): Promise<boolean> {
    const noted = await affectedRows(
      manager,
      `UPDATE imports SET judged_line = $3, verdicts = $4, trouble = NULL
        WHERE id = $1 AND done_line = $2 AND judged_line = $2 AND state = 'applying'`,
      [id, step.fromLine, step.toLine, JSON.stringify(step.verdicts)],
    );
    return noted === 1;
  }

  /**
   * Notes that a batch is in the ledger, also when the import was stopped meanwhile: it is there. What a process
   * recorded that was killed before it came here is recorded once more, which changes nothing, and is not counted.
   */
  async noteRecorded(
    id: string,
    step: { fromLine: number; toLine: number; rows: number; result: RecordingResult },
  ): Promise<boolean> {
    const { added, revised, queued } = step.result;
    const rows = await selectRows<{ state: string }>(
      this.dataSource,
      `UPDATE imports
          SET done_line = $3, done_rows = done_rows + $4, added = added + $5, revised = revised + $6,
              queued = queued + $7, trouble = NULL
        WHERE id = $1 AND done_line = $2 AND judged_line = $3 AND state IN ('applying', 'paused', 'cancelled')
        RETURNING state`,
      [id, step.fromLine, step.toLine, step.rows, added, revised, queued],
    );
    return rows[0]?.state === 'applying';
  }

  /** Notes that every row is done. */
  async finish(id: string, from: 'checking' | 'applying', to: 'checked' | 'applied'): Promise<boolean> {
    const finished = await affectedRows(
      this.dataSource,
      `UPDATE imports SET state = $3, rested_at = now(), trouble = NULL WHERE id = $1 AND state = $2`,
      [id, from, to],
    );
    return finished === 1;
  }

  /** Notes why the work does not go on; it is tried again. */
  async noteTrouble(id: string, reason: string): Promise<void> {
    await affectedRows(
      this.dataSource,
      `UPDATE imports SET trouble = $2 WHERE id = $1 AND state IN ('checking', 'applying')`,
      [id, reason],
    );
  }
}
