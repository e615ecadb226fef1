import { Injectable } from '@nestjs/common';
import type { BackfillView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Backfill, BackfillOrder } from './backfill';
import { BackfillStateError, BackfillUnknownError } from './backfill.errors';
import { backfillView } from './backfill.mapper';
import { QUEUED_MAX } from './backfill-runner';
import { type BackfillMove, movedBackfill, workingState } from './backfill-state';
import { BackfillRepository } from './backfill.repository';

const LATEST = 50;

/** What a manager asks of backfills. The work itself is done by whichever process has the lease. */
@Injectable()
export class BackfillService {
  constructor(
    private readonly backfills: BackfillRepository,
    private readonly queue: QueueService,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  /** Takes a request down; the work begins within a second. */
  request(order: BackfillOrder): Promise<Backfill> {
    const once = (ids: readonly number[]) => [...new Set(ids)];
    const named = { courseIds: once(order.courseIds), userIds: once(order.userIds) };
    return this.backfills.insert(uuidv7(), { ...order, ...named }, workingState(order));
  }

  /** The latest fifty, the newest first. */
  latest(): Promise<Backfill[]> {
    return this.backfills.latest(LATEST);
  }

  /** @throws BackfillUnknownError */
  async find(id: string): Promise<Backfill> {
    const backfill = await this.backfills.find(id);
    if (!backfill) throw new BackfillUnknownError(id);
    return backfill;
  }

  /** @throws BackfillUnknownError, BackfillStateError */
  pause(id: string): Promise<Backfill> {
    return this.move(id, 'pause');
  }

  /** @throws BackfillUnknownError, BackfillStateError */
  resume(id: string): Promise<Backfill> {
    return this.move(id, 'resume');
  }

  /**
   * Ends it for good. What was queued stays queued.
   *
   * @throws BackfillUnknownError, BackfillStateError
   */
  cancel(id: string): Promise<Backfill> {
    return this.move(id, 'cancel');
  }

  /** Backfills as a manager sees them. */
  async describe(
    backfills: readonly Backfill[],
    { isPushOn }: { isPushOn: boolean },
  ): Promise<BackfillView[]> {
    const { queued } = await this.queue.counts();
    const surroundings = { now: this.clock.now(), isPushOn, isQueueFull: queued > QUEUED_MAX };
    return backfills.map((backfill) => backfillView(backfill, surroundings));
  }

  private async move(id: string, move: BackfillMove): Promise<Backfill> {
    await this.dataSource.transaction(async (manager) => {
      const backfill = await this.backfills.findForUpdate(manager, id);
      if (!backfill) throw new BackfillUnknownError(id);
      const state = movedBackfill(backfill, move);
      if (!state) throw new BackfillStateError(id, backfill.state, move);
      const change = { state, isResumed: move === 'resume', isEnd: move === 'cancel' };
      await this.backfills.changeState(manager, id, change);
    });
    return this.find(id);
  }
}
