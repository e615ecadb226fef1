import { Injectable } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import { QueueService, type Settlement } from '@oracle-integration/queue';
import { ItemMapper } from '../mapping/item-mapper';
import { GroupedSettling } from './grouped-settling';
import { ItemSupply, type SupplyLimits } from './item-supply';

/** Opens supplies of items from what they all need: the queue, the ledger, the mapping, and the way back. */
@Injectable()
export class ItemSupplies {
  constructor(
    private readonly queue: QueueService,
    private readonly ledger: LedgerService,
    private readonly mapper: ItemMapper,
    private readonly settling: GroupedSettling,
    private readonly clock: Clock,
  ) {}

  /** @param mayClaim asked before each claim: whether more may be claimed now */
  open(limits: SupplyLimits, mayClaim: () => Promise<boolean>): ItemSupply {
    const { queue, ledger, mapper, settling, clock } = this;
    const giveBack = (settlements: Settlement[]) => settling.settle(settlements, []);
    return new ItemSupply({ queue, ledger, mapper, clock, mayClaim, giveBack }, limits);
  }
}
