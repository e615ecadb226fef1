import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { Deliverer, type DeliveryOrder } from './deliverer';
import { DeliveryLine, type LineOwner } from './delivery-line';
import { GroupedSettling } from './grouped-settling';
import { ItemSupplies } from './item-supplies';

/** Puts lines of delivery together from what they all need. */
@Injectable()
export class DeliveryLines {
  constructor(
    private readonly supplies: ItemSupplies,
    private readonly deliverer: Deliverer,
    private readonly settling: GroupedSettling,
    private readonly clock: Clock,
  ) {}

  /** @param secondsSinceRelease since the target was released from a hold; `null`: long ago, or never held */
  begin(order: DeliveryOrder, owner: LineOwner, secondsSinceRelease: number | null): DeliveryLine {
    const { supplies, deliverer, settling, clock } = this;
    const parts = { supplies, deliverer, settling, clock, ...owner };
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
