import { Injectable } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { ItemMapper } from '../mapping/item-mapper';
import { Deliverer, type DeliveryOrder } from './deliverer';
import { DeliveryLine, type LineOwner } from './delivery-line';
import { GroupedSettling } from './grouped-settling';

/** Puts lines of delivery together from what they all need. */
@Injectable()
export class DeliveryLines {
  constructor(
    private readonly queue: QueueService,
    private readonly ledger: LedgerService,
    private readonly mapper: ItemMapper,
    private readonly deliverer: Deliverer,
    private readonly settling: GroupedSettling,
    private readonly clock: Clock,
  ) {}

  /** @param secondsSinceRelease since the target was released from a hold; `null`: long ago, or never held */
  begin(order: DeliveryOrder, owner: LineOwner, secondsSinceRelease: number | null): DeliveryLine {
    const { queue, ledger, mapper, deliverer, settling, clock } = this;
    const parts = { queue, ledger, mapper, deliverer, settling, clock, ...owner };
    return new DeliveryLine(parts, order, limitsOf(order), secondsSinceRelease);
  }

  /** Waits for no answer any more: what is under way goes back into the line. */
  abandon(): Promise<void> {
    return this.deliverer.abandon();
  }
}

function limitsOf({ profile, settings }: DeliveryOrder) {
  const { pushBatchSize, pushBatchBytes, pushConcurrency } = settings;
  const batchSize = Math.min(pushBatchSize, profile.itemsAtOnce(settings) ?? Infinity);
  return { batchSize, batchBytes: pushBatchBytes, concurrency: pushConcurrency };
}
