import { Injectable } from '@nestjs/common';
import { type SqlExecutor, TallyService } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { DataSource, type EntityManager } from 'typeorm';
import type { Backfill } from './backfill';
import { BackfillLedgerRepository } from './backfill-ledger.repository';
import { afterShare, type MetRecord, type Share, shareOf } from './backfill-share';
import { isUnderWay, movedBackfill } from './backfill-state';
import { BackfillRepository } from './backfill.repository';

/** Records looked at in one transaction: of a real run it keeps the ledger's writers waiting, some 100 ms. */
const PAGE_RECORDS = 1000;

export interface StepResult {
  readonly queued: number;
  /** Whether there is nothing more to do: the end is reached, or a manager paused or cancelled it. */
  readonly isOver: boolean;
}

/** One step of a backfill: a page of the ledger, what is queued of it, and the position, in one transaction. */
@Injectable()
export class BackfillStep {
  constructor(
    private readonly backfills: BackfillRepository,
    private readonly ledger: BackfillLedgerRepository,
    private readonly queue: QueueService,
    private readonly tallies: TallyService,
    private readonly dataSource: DataSource,
  ) {}

  /** Notes that the work begins, and how many records there are to look at. */
  async begin(backfill: Backfill): Promise<void> {
    if (backfill.startedAt !== null) return;
    const isNamed = backfill.courseIds.length + backfill.userIds.length > 0;
    const total = isNamed
      ? await this.ledger.countNamed(this.dataSource, backfill)
      : await this.recordCount();
    await this.backfills.begin(backfill.id, total);
  }

  /**
   * Takes one step. Two processes that try at once take one after the other: each goes on from the position that is
   * committed, so a step is never taken twice.
   *
   * @param allowance how many records may be queued; of no matter to a dry run
   */
  take({ id, isDryRun }: Backfill, allowance: number): Promise<StepResult> {
    return this.dataSource.transaction(async (manager) => {
      if (!isDryRun) await this.ledger.keepWritersOut(manager);
      const backfill = await this.backfills.findForUpdate(manager, id);
      if (!backfill || !isUnderWay(backfill.state)) return { queued: 0, isOver: true };
      const page = await this.ledger.page(manager, backfill, PAGE_RECORDS);
      const share = await this.shareOf(
        manager,
        page,
        backfill,
        isDryRun ? Number.POSITIVE_INFINITY : allowance,
      );
      const queued = isDryRun ? countOf(share) : await this.queueUp(manager, share);
      await this.backfills.save(manager, id, afterShare(backfill, share, queued));
      // Nobody writes meanwhile, so the end of the ledger is the end: what comes later is noticed as it comes.
      const isEnd = page.length < PAGE_RECORDS && share.lookedAt === page.length;
      if (isEnd) await this.finish(manager, backfill);
      return { queued, isOver: isEnd };
    });
  }

  private async shareOf(
    executor: SqlExecutor,
    page: readonly MetRecord[],
    { isForced, createdAt: askedAt }: Backfill,
    allowance: number,
  ): Promise<Share> {
    const meant = page.filter(({ isMeant }) => isMeant).map(({ id }) => id);
    const latest = await this.queue.latestOf(executor, meant);
    const byRecord = new Map(latest.map((delivery) => [delivery.recordId, delivery]));
    return shareOf(page, byRecord, { isForced, askedAt, allowance });
  }

  private async queueUp(manager: EntityManager, { enqueuings, resendings }: Share): Promise<number> {
    const enqueued = await this.queue.enqueueBackfilled(manager, enqueuings);
    return enqueued + (await this.queue.resend(manager, resendings));
  }

  private async finish(manager: EntityManager, backfill: Backfill): Promise<void> {
    const state = movedBackfill(backfill, 'finish');
    if (state) await this.backfills.changeState(manager, backfill.id, { state, isEnd: true });
  }

  private async recordCount(): Promise<number> {
    const tally = await this.tallies.read('ledger');
    return [...tally.values()].reduce((sum, count) => sum + count, 0);
  }
}

function countOf({ enqueuings, resendings }: Share): number {
  return enqueuings.length + resendings.length;
}
