import { Injectable, Logger } from '@nestjs/common';
import type { QueueCountsView } from '@oracle-integration/contracts';
import {
  deliveries,
  deliveryRequests,
  LogEvent,
  type SqlExecutor,
  TallyService,
} from '@oracle-integration/platform';
import type { EntityManager } from 'typeorm';
import { DeliveryHistoryRepository } from './delivery-history.repository';
import { EnqueueingRepository } from './enqueueing.repository';
import type {
  Claim,
  Enqueuing,
  LatestDelivery,
  RevokedItem,
  RevokedPosition,
  SettledGroup,
} from './queue-item';
import { PurgeService } from './purge/purge.service';
import { QueueItemRepository } from './queue-item.repository';
import { QUEUE_CHANNEL } from './queue-channel';
import { revokedCount, statusCounts } from './queue-tally';

/** A killed worker's items are free again this long after their claim, plus one sweep. */
export const LEASE_SECONDS = 45;

/** One delivery per record revision that must reach Oracle. Knows nothing of HTTP or Oracle. */
@Injectable()
export class QueueService {
  private readonly logger = new Logger(QueueService.name);

  constructor(
    private readonly line: EnqueueingRepository,
    private readonly items: QueueItemRepository,
    private readonly history: DeliveryHistoryRepository,
    private readonly purges: PurgeService,
    private readonly tallies: TallyService,
  ) {}

  /** Queues deliveries in the transaction that records the completions: neither can be there without the other. */
  enqueue(manager: EntityManager, enqueuings: readonly Enqueuing[]): Promise<number> {
    return this.enqueueAs(manager, enqueuings, { isBackfilled: false });
  }

  /** Queues deliveries of the past, behind everything else that is due. */
  enqueueBackfilled(manager: EntityManager, enqueuings: readonly Enqueuing[]): Promise<number> {
    return this.enqueueAs(manager, enqueuings, { isBackfilled: true });
  }

  /** Puts what was sent into the line once more, behind everything else that is due; answers how many. */
  async resend(manager: EntityManager, deliveries: readonly Enqueuing[]): Promise<number> {
    if (deliveries.length === 0) return 0;
    const count = await this.line.resend(manager, deliveries);
    if (count > 0) await this.line.announce(manager, QUEUE_CHANNEL);
    return count;
  }

  /** Takes back the unsent deliveries of records that were revoked, and flags those that Oracle has. */
  async withdraw(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    return recordIds.length === 0 ? 0 : this.line.withdraw(manager, recordIds);
  }

  /** The site has the given records again: what Oracle has of them is right. */
  async reinstate(manager: EntityManager, recordIds: readonly string[]): Promise<void> {
    if (recordIds.length > 0) await this.line.unflag(manager, recordIds);
  }

  /** The given records that Oracle does not have in any revision. */
  async neverSent(manager: EntityManager, recordIds: readonly string[]): Promise<string[]> {
    if (recordIds.length === 0) return [];
    const sent = await this.line.recordsSent(manager, recordIds);
    return recordIds.filter((id) => !sent.has(id));
  }

  /** Which of the given records wait, parked, for what begins so. */
  async parkedFor(manager: EntityManager, recordIds: readonly string[], cause: string): Promise<Set<string>> {
    return new Set(recordIds.length === 0 ? [] : await this.line.parkedFor(manager, recordIds, cause));
  }

  /** The latest delivery of each of the given records that has one. */
  async latestOf(executor: SqlExecutor, recordIds: readonly string[]): Promise<LatestDelivery[]> {
    return recordIds.length === 0 ? [] : this.history.latestOf(executor, recordIds);
  }

  /** Those of the given items whose latest attempt came to the given cause. */
  async lastFailedFor(itemIds: readonly string[], causeCode: string): Promise<Set<string>> {
    return new Set(itemIds.length === 0 ? [] : await this.history.lastFailedFor(itemIds, causeCode));
  }

  claimDue(limit: number): Promise<Claim> {
    return this.items.claimDue(limit, LEASE_SECONDS);
  }

  /** Settles what is still ours. What is not was sent late: dropped here, since its new holder settles it. */
  async settle(group: SettledGroup): Promise<void> {
    if (group.settlements.length === 0 && group.requests.length === 0) return;
    const settled = await this.items.settle(group);
    count(group);
    this.tellFailures(group);
    const lost = group.settlements.length - settled.length;
    if (lost > 0) this.logger.warn(`${lost} items had passed to another worker before they were settled`);
  }

  /** Told quietly: the log of deliveries, which managers see, holds them all. */
  private tellFailures({ settlements }: SettledGroup): void {
    for (const { id, batchId, move, outcome, causeCode, causeDetail } of settlements) {
      if (move === 'deliver' || move === 'release') continue;
      const words = `Item ${id} was not taken (${outcome}, ${causeCode ?? 'no code'}): ${causeDetail ?? ''}`;
      this.logger.debug(new LogEvent(words, { itemId: id, batchId }));
    }
  }

  reclaimExpired(): Promise<number> {
    return this.items.reclaimExpired();
  }

  nextDueAt(): Promise<Date | undefined> {
    return this.items.nextDueAt();
  }

  /** A page of the deliveries that Oracle has of completions that the site took back since, the longest ago first. */
  revokedItems(after: RevokedPosition | undefined, limit: number): Promise<RevokedItem[]> {
    return this.history.revokedItems(after, limit);
  }

  /** How many deliveries Oracle has of completions that the site took back since. */
  async revokedAfterSent(): Promise<number> {
    return revokedCount(await this.tallies.read('queue'));
  }

  async counts(): Promise<QueueCountsView> {
    const [tally, purged] = await Promise.all([this.tallies.read('queue'), this.purges.itemsLeft()]);
    const counts = statusCounts(tally);
    // Purged items count as gone at once; removing them takes some seconds more.
    return { ...counts, sent: Math.max(0, counts.sent - purged) };
  }

  private async enqueueAs(
    manager: EntityManager,
    enqueuings: readonly Enqueuing[],
    { isBackfilled }: { isBackfilled: boolean },
  ): Promise<number> {
    if (enqueuings.length === 0) return 0;
    const count = await this.line.enqueue(manager, enqueuings, isBackfilled);
    if (count > 0) await this.line.announce(manager, QUEUE_CHANNEL);
    return count;
  }
}

/** What goes back into the line unattempted came to nothing, and is not counted. */
function count({ settlements, requests }: SettledGroup): void {
  for (const { isAttempt, outcome } of settlements) if (isAttempt) deliveries.inc({ class: outcome });
  for (const { outcome, durationMs } of requests) deliveryRequests.observe({ outcome }, durationMs / 1000);
}
