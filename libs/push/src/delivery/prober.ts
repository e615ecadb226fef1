import { Injectable, Logger } from '@nestjs/common';
import { QueueService } from '@oracle-integration/queue';
import { Deliverer, type DeliveryOrder, type DeliveryReport } from './deliverer';
import { GroupedSettling } from './grouped-settling';
import { ItemSupplies } from './item-supplies';
import type { ItemSupply } from './item-supply';
import { releaseOf, settlementOf } from './settlement';
import type { SuppliedItem } from './supplied-item';
import type { Trouble, TroubleCode } from './trouble';

/** While a target in trouble is probed, few items are put at stake. */
const PROBE_SIZE = 10;
/** Trouble that one item may have brought about: these are probed item by item, to tell the two apart. */
const MAY_BE_AN_ITEM: readonly TroubleCode[] = ['PUSH.FORBIDDEN', 'PUSH.FAILING'];
const FORBIDDEN_ITEM = 'PUSH.FORBIDDEN_ITEM';

/** `nothing`: no item was due to probe with. */
export type ProbeResult = { readonly trouble: Trouble } | 'taken' | 'nothing';

interface Probed extends DeliveryReport {
  readonly items: readonly SuppliedItem[];
}

/** Tries a target in trouble with a few items. */
@Injectable()
export class Prober {
  private readonly logger = new Logger(Prober.name);

  constructor(
    private readonly supplies: ItemSupplies,
    private readonly deliverer: Deliverer,
    private readonly settling: GroupedSettling,
    private readonly queue: QueueService,
  ) {}

  async probe(order: DeliveryOrder, code: TroubleCode, batchBytes: number): Promise<ProbeResult> {
    const isSingly = MAY_BE_AN_ITEM.includes(code);
    const most = order.profile.itemsAtOnce(order.settings) ?? PROBE_SIZE;
    const batchSize = isSingly ? 1 : Math.min(most, PROBE_SIZE);
    const limits = { batchSize, batchBytes, concurrency: Math.ceil(PROBE_SIZE / batchSize) };
    const supply = this.supplies.open(limits, () => Promise.resolve(true));
    try {
      return isSingly ? await this.probeSingly(supply, order) : await this.probeOnce(supply, order);
    } finally {
      await supply.close();
    }
  }

  private async probeOnce(supply: ItemSupply, order: DeliveryOrder): Promise<ProbeResult> {
    const items = await supply.next();
    if (items.length === 0) return 'nothing';
    const { settlements, requests, trouble, isFailing } = await this.deliverer.deliver(items, order);
    await this.settling.settle(settlements, requests);
    if (trouble) return { trouble };
    return isFailing ? { trouble: stillFailing() } : 'taken';
  }

  /**
   * One item after the other, until one is taken. Then those that were refused before it were at fault themselves:
   * what is not allowed a second time is dead, what fails has had its attempt. If none is taken, the target is.
   */
  private async probeSingly(supply: ItemSupply, order: DeliveryOrder): Promise<ProbeResult> {
    const probed: Probed[] = [];
    for (let tries = 0; tries < PROBE_SIZE && !probed.some(wasTaken); tries += 1) {
      const items = await supply.next();
      if (items.length === 0) break;
      probed.push({ items, ...(await this.deliverer.deliver(items, order)) });
      const met = probed.at(-1)!.trouble;
      if (met && met.code !== 'PUSH.FORBIDDEN') break;
    }
    const isTaken = probed.some(wasTaken);
    const refusedBefore = isTaken ? await this.refusedBefore(probed) : new Set<string>();
    for (const each of probed) {
      const settlements = isTaken && each.trouble ? forbidden(each, refusedBefore, order) : each.settlements;
      await this.settling.settle(settlements, each.requests);
    }
    if (probed.length === 0) return 'nothing';
    if (isTaken && probed.length > 1)
      this.logger.warn(`${probed.length - 1} items were refused for themselves; others are taken.`);
    return isTaken ? 'taken' : { trouble: probed.at(-1)!.trouble ?? stillFailing() };
  }

  /** What was tried before in this revision, and not allowed then either. */
  private refusedBefore(probed: readonly Probed[]): Promise<ReadonlySet<string>> {
    const tried = probed.flatMap(({ items, trouble }) => (trouble ? items : [])).filter(isTried);
    return this.queue.lastFailedFor(
      tried.map(({ id }) => id),
      FORBIDDEN_ITEM,
    );
  }
}

function isTried({ attempts }: SuppliedItem): boolean {
  return attempts > 0;
}

function wasTaken({ trouble, isFailing }: Probed): boolean {
  return trouble === undefined && isFailing === false;
}

function stillFailing(): Trouble {
  return { code: 'PUSH.FAILING', detail: 'the items by which it was tried failed again' };
}

/**
 * What one item is not allowed while others are is that item's own trouble; unless the target was just about to allow
 * them all. So it is asked about once more, and dead only when it is refused again.
 */
function forbidden(
  { items, trouble, requests }: Probed,
  refusedBefore: ReadonlySet<string>,
  order: DeliveryOrder,
) {
  if (trouble!.code !== 'PUSH.FORBIDDEN') return items.map((item) => releaseOf(item));
  const batchId = requests.at(-1)!.batchId;
  const verdict = {
    outcome: 'rejected',
    isAnswered: true,
    code: FORBIDDEN_ITEM,
    detail: trouble!.detail,
    externalId: null,
    httpStatus: 403,
  } as const;
  return items.map((item) => {
    const kind = refusedBefore.has(item.id) ? 'dead' : 'retry';
    return settlementOf(item, batchId, { verdict: kind, ...verdict }, { ...order, random: Math.random });
  });
}
