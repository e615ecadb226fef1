import { Injectable, Logger } from '@nestjs/common';
import {
  QUEUE_ITEM_STATUSES,
  type QueueCountsView,
  type QueueItemStatus,
} from '@oracle-integration/contracts';
import { TallyService } from '@oracle-integration/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Claim, Enqueuing, SettledBatch } from './queue-item';
import { QueueItemRepository } from './queue-item.repository';

/** Notified whenever something new waits to be sent. */
export const QUEUE_CHANNEL = 'queue_items';

/** A killed worker's items are free again this long after their claim, plus one sweep. */
export const LEASE_SECONDS = 45;

/** One delivery per record revision that must reach Oracle. Knows nothing of HTTP or Oracle. */
@Injectable()
export class QueueService {
  private readonly logger = new Logger(QueueService.name);

  constructor(
    private readonly items: QueueItemRepository,
    private readonly tallies: TallyService,
    private readonly dataSource: DataSource,
  ) {}

  /** Queues deliveries in the transaction that records the completions: neither can be there without the other. */
  async enqueue(manager: EntityManager, enqueuings: readonly Enqueuing[]): Promise<number> {
    if (enqueuings.length === 0) return 0;
    const count = await this.items.enqueue(manager, enqueuings);
    if (count > 0) await this.items.announce(manager, QUEUE_CHANNEL);
    return count;
  }

  /** Takes back the unsent deliveries of records that were revoked. */
  async withdraw(manager: EntityManager, recordIds: readonly string[]): Promise<number> {
    return recordIds.length === 0 ? 0 : this.items.withdraw(manager, recordIds);
  }

  /** The given records that Oracle does not have in any revision. */
  async neverSent(manager: EntityManager, recordIds: readonly string[]): Promise<string[]> {
    if (recordIds.length === 0) return [];
    const sent = await this.items.recordsSent(manager, recordIds);
    return recordIds.filter((id) => !sent.has(id));
  }

  claimDue(limit: number): Promise<Claim> {
    return this.items.claimDue(limit, LEASE_SECONDS);
  }

  /** Settles what is still ours. What is not was sent late: dropped here, since its new holder settles it. */
  async settle(batch: SettledBatch): Promise<void> {
    const settled = await this.dataSource.transaction((manager) => this.items.settle(manager, batch));
    const lost = batch.settlements.length - settled.length;
    if (lost > 0)
      this.logger.warn(`${lost} items of batch ${batch.batchId} had passed to another worker meanwhile`);
  }

  reclaimExpired(): Promise<number> {
    return this.items.reclaimExpired();
  }

  nextDueAt(): Promise<Date | undefined> {
    return this.items.nextDueAt();
  }

  async counts(): Promise<QueueCountsView> {
    const tally = await this.tallies.read('queue');
    const entries = QUEUE_ITEM_STATUSES.map((status): [QueueItemStatus, number] => [
      status,
      tally.get(status) ?? 0,
    ]);
    return Object.fromEntries(entries) as QueueCountsView;
  }
}
