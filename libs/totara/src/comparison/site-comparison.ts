import { Injectable } from '@nestjs/common';
import {
  LedgerService,
  type NoticedLater,
  type SourceRowKey,
  SourceRowService,
  type SourceTable,
} from '@oracle-integration/completions';
import { recordPairs } from '../capture/record-pairs';
import type { CaptureStep } from '../capture/capture-step';
import { TotaraRowsVanishedError } from '../totara.errors';
import { differingRows } from './differing-rows';

/** Rows whose sums are compared at once: some 100 ms of work for the site's database. */
export const COMPARISON_CHUNK = 10_000;
/** Where two sums differ, the chunk is looked at again in parts of this size, and only those parts row by row. */
const PART = 500;
/** More rows of one chunk than this vanish only when the database is another one, or by a decision. */
const REMOVALS_MAX = 1_000;

/** Which stretch of a table is compared. */
export interface Stretch {
  readonly table: SourceTable;
  readonly afterId: number;
  /** The last id to look at; what is beyond has not been read yet and is no difference. */
  readonly endId: number;
  /** Whether a manager has said that whatever vanished from the site is really gone. */
  readonly isRemovalConfirmed: boolean;
}

export interface ChunkComparison {
  /** Where the next chunk begins; `null` at the end of the stretch. */
  readonly nextAfterId: number | null;
  /** The last id of this chunk. */
  readonly untilId: number;
  /** Rows of the site in this chunk. */
  readonly rows: number;
  /** Rows that the ledger did not know exactly so, rows that are gone included. */
  readonly differing: number;
  readonly added: number;
  readonly revised: number;
}

type Step = Pick<CaptureStep, 'siteId' | 'reader'>;
type Tally = Pick<ChunkComparison, 'differing' | 'added' | 'revised'>;

/**
 * Compares the site with the ledger and repairs what differs: by the sum of the rows' fingerprints first, which reads
 * no row out of the site's database, and row by row only where the sums differ.
 */
@Injectable()
export class SiteComparison {
  constructor(
    private readonly ledger: LedgerService,
    private readonly sourceRows: SourceRowService,
  ) {}

  /**
   * Up to which row a table must be compared: as far as it was read, and as far as the ledger knows rows. When the
   * last rows of the site are deleted, what has been read ends before them, but the ledger still has them.
   */
  async endOf(siteId: string, table: SourceTable, readUntilId: number): Promise<number> {
    return Math.max(readUntilId, await this.sourceRows.lastRowId(siteId, table));
  }

  /** Compares the next chunk of a stretch. Done twice, it changes nothing the second time. */
  async compareChunk(step: Step, stretch: Stretch, by: NoticedLater['by']): Promise<ChunkComparison> {
    const { table, afterId, endId } = stretch;
    const site = await step.reader.digest(table, afterId, COMPARISON_CHUNK, endId);
    const isLast = site.rows < COMPARISON_CHUNK;
    const untilId = isLast ? endId : site.lastId!;
    const ours = await this.sourceRows.digest(step.siteId, { table, afterId, untilId }, COMPARISON_CHUNK + 1);
    if (!stretch.isRemovalConfirmed) this.refuseMassRemoval(stretch, site.rows, ours.rows);
    const isEqual = site.rows === ours.rows && site.sum === ours.sum;
    const tally = isEqual
      ? { differing: 0, added: 0, revised: 0 }
      : await this.repair(step, { ...stretch, endId: untilId }, by);
    return { nextAfterId: isLast ? null : untilId, untilId, rows: site.rows, ...tally };
  }

  /**
   * An emptied or foreign database looks like a site on which everybody's completions were taken back. Nobody does
   * that to most of a chunk without a trace in the change log, so it is asked about before anything is revoked.
   */
  private refuseMassRemoval({ table, afterId }: Stretch, siteRows: number, ourRows: number): void {
    const gone = ourRows - siteRows;
    if (gone > REMOVALS_MAX && gone > ourRows / 2)
      throw new TotaraRowsVanishedError({ table, afterId, gone });
  }

  private async repair(step: Step, stretch: Stretch, by: NoticedLater['by']): Promise<Tally> {
    const tally = { differing: 0, added: 0, revised: 0 };
    let afterId = stretch.afterId;
    for (;;) {
      const site = await step.reader.digest(stretch.table, afterId, PART, stretch.endId);
      const untilId = site.rows < PART ? stretch.endId : site.lastId!;
      const part = { table: stretch.table, afterId, untilId };
      const ours = await this.sourceRows.digest(step.siteId, part, PART + 1);
      if (site.rows !== ours.rows || site.sum !== ours.sum) {
        const { differing, added, revised } = await this.repairPart(step, part, by);
        tally.differing += differing;
        tally.added += added;
        tally.revised += revised;
      }
      if (site.rows < PART) return tally;
      afterId = untilId;
    }
  }

  /**
   * The ledger's rows are read before the site's: what the ledger has and the site then has not is gone for certain.
   * The other way round, a row that was captured in between would be taken for one.
   */
  private async repairPart(
    step: Step,
    { table, afterId, untilId }: { table: SourceTable; afterId: number; untilId: number },
    by: NoticedLater['by'],
  ): Promise<Tally> {
    const tally = { differing: 0, added: 0, revised: 0 };
    // Where many rows were deleted the ledger has more of them than one page; the site never has.
    for (let from: number | null = afterId; from !== null;) {
      const ours = await this.sourceRows.page(step.siteId, { table, afterId: from, untilId }, PART);
      const isLast = ours.length < PART;
      const pageEnd: number = isLast ? untilId : ours.at(-1)!.rowId;
      const site = await step.reader.fingerprints(table, from, pageEnd, 4 * PART);
      const { pairs, vanished, count } = differingRows(site, ours);
      const { added, revised } = await recordPairs({ ...step, ledger: this.ledger }, pairs, {
        kind: 'later',
        by,
      });
      await this.forget(step.siteId, table, vanished);
      tally.differing += count;
      tally.added += added;
      tally.revised += revised;
      from = isLast ? null : pageEnd;
    }
    return tally;
  }

  private async forget(siteId: string, sourceTable: SourceTable, rowIds: readonly number[]): Promise<void> {
    const keys: SourceRowKey[] = rowIds.map((rowId) => ({ sourceTable, rowId }));
    await this.sourceRows.forget(siteId, keys);
  }
}
