import { Injectable, Logger } from '@nestjs/common';
import { Clock, describeError, LeaseService } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { DataSource } from 'typeorm';
import type { Backfill } from './backfill';
import { BackfillPace } from './backfill-pace';
import { movedBackfill } from './backfill-state';
import { BackfillStep } from './backfill-step';
import { BackfillRepository } from './backfill.repository';

const LEASE_NAME = 'backfill';
/** Longer than a step can take, short enough that another process goes on within a minute after a kill. */
const LEASE_SECONDS = 45;

/** With more than this in the line a backfill waits: the queue is for what is on its way, the ledger for the rest. */
export const QUEUED_MAX = 50_000;

/** Failures in a row, about a second apart, after which only a manager can tell whether going on is of use. */
const FAILURES_MAX = 10;

/** Works backfills off, one at a time, as fast as their pace and the queue allow. */
@Injectable()
export class BackfillRunner {
  private readonly logger = new Logger(BackfillRunner.name);
  private isStopping = false;
  private working: Promise<void> = Promise.resolve();
  private paced: { readonly id: string; readonly pace: BackfillPace } | undefined;

  constructor(
    private readonly backfills: BackfillRepository,
    private readonly steps: BackfillStep,
    private readonly queue: QueueService,
    private readonly leases: LeaseService,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  /** Goes on with what is under way until it is over or must wait. */
  async work(): Promise<void> {
    this.working = this.workThrough();
    await this.working;
  }

  /** Lets the step under way finish, then leaves the rest to another process. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled([this.working]);
    await this.leases.release(LEASE_NAME);
  }

  private async workThrough(): Promise<void> {
    let next = await this.backfills.next();
    while (next && (await this.holdLease()) && (await this.isOverAfterWork(next))) {
      next = await this.backfills.next();
    }
  }

  /** False when it must wait: for its pace, for the queue, for another process, or after a failure. */
  private async isOverAfterWork(backfill: Backfill): Promise<boolean> {
    try {
      await this.steps.begin(backfill);
      const pace = this.paceOf(backfill);
      while (await this.mayGoOn(backfill, pace)) {
        const { queued, isOver } = await this.steps.take(backfill, pace.allowance(this.clock.now()));
        if (isOver) return true;
        if (!backfill.isDryRun) pace.spend(queued);
      }
      return false;
    } catch (error) {
      await this.noteFailure(backfill, error);
      return false;
    }
  }

  private async mayGoOn({ isDryRun }: Backfill, pace: BackfillPace): Promise<boolean> {
    if (!(await this.holdLease())) return false;
    if (isDryRun) return true;
    return pace.allowance(this.clock.now()) >= 1 && (await this.queue.counts()).queued <= QUEUED_MAX;
  }

  private paceOf({ id, ratePerSecond }: Backfill): BackfillPace {
    if (this.paced?.id !== id) this.paced = { id, pace: new BackfillPace(ratePerSecond, this.clock.now()) };
    return this.paced.pace;
  }

  private async noteFailure(backfill: Backfill, error: unknown): Promise<void> {
    const reason = describeError(error);
    const failures = await this.dataSource.transaction(async (manager) => {
      const current = await this.backfills.findForUpdate(manager, backfill.id);
      const count = await this.backfills.noteFailure(manager, backfill.id, reason);
      const state = count >= FAILURES_MAX && current ? movedBackfill(current, 'fail') : undefined;
      if (state) await this.backfills.changeState(manager, backfill.id, { state });
      return count;
    });
    if (failures >= FAILURES_MAX) this.logger.error(`Backfill ${backfill.id} is given up: ${reason}`);
    else this.logger.warn(`Backfill ${backfill.id} failed and is tried again: ${reason}`);
  }

  private async holdLease(): Promise<boolean> {
    return !this.isStopping && (await this.leases.acquire(LEASE_NAME, LEASE_SECONDS));
  }
}
