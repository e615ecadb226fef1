import { Logger } from '@nestjs/common';
import { type Clock, describeError, tracing } from '@oracle-integration/platform';
import type { CircuitBreaker } from './circuit-breaker';
import type { Deliverer, DeliveryOrder } from './deliverer';
import type { GroupedSettling } from './grouped-settling';
import type { ItemSupplies } from './item-supplies';
import type { ItemSupply, SupplyLimits } from './item-supply';
import { rampedConcurrency } from './retry-policy';
import type { Trouble } from './trouble';
import type { TargetGate } from './push-target.repository';

/** Requests of a lane whose outcomes may still be on their way into the database: enough for a full group. */
const SETTLING_BEHIND = 3;

/** What a line asks of whoever began it. */
export interface LineOwner {
  readonly breaker: CircuitBreaker;
  gate(): Promise<TargetGate>;
  openHold(trouble: Trouble): Promise<void>;
  noteDelivered(): Promise<void>;
}

interface LineParts extends LineOwner {
  readonly supplies: ItemSupplies;
  readonly deliverer: Deliverer;
  readonly settling: GroupedSettling;
  readonly clock: Clock;
}

/**
 * One run of deliveries: lanes that each send one request after the other, from one supply, until nothing is due, the
 * target is in trouble, or we stop. While a lane sends, its last outcomes are being settled.
 */
export class DeliveryLine {
  private readonly logger = new Logger(DeliveryLine.name);
  private readonly supply: ItemSupply;
  private readonly lanes = new Set<Promise<void>>();
  private allowed: number;
  private isStopped = false;
  private failure: unknown;

  constructor(
    private readonly parts: LineParts,
    private readonly order: DeliveryOrder,
    private readonly limits: SupplyLimits,
    secondsSinceRelease: number | null,
  ) {
    this.allowed = rampedConcurrency(limits.concurrency, secondsSinceRelease);
    this.supply = parts.supplies.open(limits, () => this.mayClaim());
  }

  /** Done when every lane has come to its end. @throws whatever our own database throws */
  async run(): Promise<void> {
    this.fill();
    while (this.lanes.size > 0) await Promise.all(this.lanes);
    await this.supply.close();
    if (this.failure !== undefined) throw this.failure;
  }

  /** Something new is due: lanes that found nothing look again. */
  poke(): void {
    this.supply.reopen();
    this.fill();
  }

  /** Lets the requests under way finish, and begins no other. */
  stop(): void {
    this.isStopped = true;
  }

  private fill(): void {
    while (!this.isStopped && this.lanes.size < this.allowed) {
      const lane = this.lane().catch((error: unknown) => this.fail(error));
      const watched: Promise<void> = lane.finally(() => this.lanes.delete(watched));
      this.lanes.add(watched);
    }
  }

  private async lane(): Promise<void> {
    const settling: Promise<void>[] = [];
    while (!this.isStopped) {
      const items = await this.supply.next();
      if (items.length === 0) break;
      const work = { name: 'deliver completions', facts: { items: items.length } };
      const report = await tracing().span(work, () => this.parts.deliverer.deliver(items, this.order));
      const settled = this.parts.settling.settle(report.settlements, report.requests);
      settled.catch(() => undefined);
      settling.push(settled);
      const trouble = report.trouble ?? this.troubleOf(report.isFailing);
      if (trouble) await this.meet(trouble, settled);
      else if (report.settlements.some(({ move }) => move === 'release')) await this.reopenAfter(settled);
      if (report.settlements.some(({ move }) => move === 'deliver')) await this.parts.noteDelivered();
      if (settling.length > SETTLING_BEHIND) await settling.shift();
    }
    await Promise.all(settling);
  }

  /** The items go back before the hold is seen: whoever looks then finds all of them waiting. */
  private async meet(trouble: Trouble, settled: Promise<void>): Promise<void> {
    this.stop();
    await settled;
    await this.parts.openHold(trouble);
  }

  /** What went back to be sent alone is due at once. */
  private async reopenAfter(settled: Promise<void>): Promise<void> {
    await settled;
    this.supply.reopen();
  }

  private troubleOf(isFailing: boolean | undefined): Trouble | undefined {
    if (isFailing === undefined) return undefined;
    const isTripped = this.parts.breaker.note(isFailing, this.parts.clock.now().getTime());
    return isTripped
      ? { code: 'PUSH.FAILING', detail: 'at least half of the requests of the last minute failed' }
      : undefined;
  }

  /** A hold or a pause stops every process before its next claim; a hold that ended lets deliveries grow again. */
  private async mayClaim(): Promise<boolean> {
    if (this.isStopped) return false;
    const { holdCode, isPaused, secondsSinceRelease } = await this.parts.gate();
    if (holdCode !== null || isPaused) {
      this.stop();
      return false;
    }
    this.allowed = rampedConcurrency(this.limits.concurrency, secondsSinceRelease);
    this.fill();
    return true;
  }

  private fail(error: unknown): void {
    if (this.failure === undefined) this.failure = error;
    else this.logger.debug(`A lane failed, too: ${describeError(error)}`);
    this.stop();
  }
}
