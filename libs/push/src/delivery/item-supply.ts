import type { LedgerService } from '@oracle-integration/completions';
import type { Clock } from '@oracle-integration/platform';
import type { ClaimedItem, QueueService, Settlement } from '@oracle-integration/queue';
import type { ItemMapper, StoredRevision } from '../mapping/item-mapper';
import type { MappedParts } from '../mapping/mapped-item';
import { missingRecord, releaseOf, unmapped } from './settlement';
import type { SuppliedItem } from './supplied-item';

/** No request lasts longer than this after the claim. With 10 s more for a token, it is inside the lease of 45 s. */
const CLAIM_BUDGET_MS = 33_000;
/** What is left of an item's time when a request with it is begun. */
export const USEFUL_MS = 1_000;
/** However quick the target is, no more is held ahead: a killed process holds it until the lease ends. */
const AHEAD_MAX = 4_000;
/** Held ahead is what goes out in so long: whoever waits longer is better off with another process. */
const AHEAD_MS = 500;

export interface SupplyLimits {
  readonly batchSize: number;
  readonly batchBytes: number;
  readonly concurrency: number;
}

export interface SupplySources {
  readonly queue: QueueService;
  readonly ledger: LedgerService;
  readonly mapper: ItemMapper;
  readonly clock: Clock;
  /** Asked before each claim: whether more may be claimed now. */
  mayClaim(): Promise<boolean>;
  /** Items that are in hand and not sent. */
  giveBack(settlements: Settlement[]): Promise<void>;
}

/**
 * Claims items ahead and cuts them into requests: while some are sent the next ones are claimed, with their JSON, in
 * one statement for many requests.
 */
export class ItemSupply {
  private readonly inHand: SuppliedItem[] = [];
  private refilling: Promise<void> | undefined;
  private isExhausted = false;
  private isClosed = false;
  private taken: { at: number; items: number }[] = [];

  constructor(
    private readonly sources: SupplySources,
    private readonly limits: SupplyLimits,
  ) {}

  /** The items of the next request; none when nothing is due, or nothing more may be claimed. */
  async next(): Promise<SuppliedItem[]> {
    for (;;) {
      if (this.isClosed) return [];
      if (this.inHand.length < this.limits.batchSize) await this.refillIfPossible();
      const batch = await this.cut();
      if (batch.length > 0) {
        this.fillAhead();
        return batch;
      }
      if (this.isExhausted || this.isClosed) return [];
    }
  }

  /** There may be more to claim than there was. */
  reopen(): void {
    this.isExhausted = false;
  }

  /** Claims nothing more, and gives back what was claimed and not sent. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.refilling?.catch(() => undefined);
    const rest = this.inHand.splice(0).map((item) => releaseOf(item));
    await this.sources.giveBack(rest);
  }

  private fillAhead(): void {
    const { batchSize, concurrency } = this.limits;
    if (this.isExhausted || this.inHand.length >= batchSize * concurrency) return;
    // Whoever needs the items meets the failure.
    this.refill().catch(() => undefined);
  }

  /** What is being claimed now is waited for, even if it is known to be the last. */
  private async refillIfPossible(): Promise<void> {
    if (this.refilling) await this.refilling;
    else if (!this.isExhausted) await this.refill();
  }

  private refill(): Promise<void> {
    this.refilling ??= this.claim().finally(() => (this.refilling = undefined));
    return this.refilling;
  }

  private async claim(): Promise<void> {
    if (!(await this.sources.mayClaim())) {
      this.isExhausted = true;
      return;
    }
    const wanted = this.wanted();
    const deadline = this.sources.clock.now().getTime() + CLAIM_BUDGET_MS;
    const { leaseId, items } = await this.sources.queue.claimDue(wanted);
    if (items.length < wanted) this.isExhausted = true;
    if (items.length === 0) return;
    const json = await this.sources.ledger.publicJsonOf(items);
    const lost: Settlement[] = [];
    const found: (ClaimedItem & StoredRevision)[] = [];
    items.forEach((item, index) => {
      const publicJson = json[index];
      if (publicJson === undefined) lost.push(missingRecord({ ...item, leaseId }));
      else found.push(Object.assign(item, { publicJson }));
    });
    const mapped = await this.sources.mapper.map(found);
    found.forEach((item, index) => {
      const parts = mapped[index]!;
      if ('parked' in parts) lost.push(unmapped({ ...item, leaseId }, parts.parked));
      else this.inHand.push(inHand(item, { leaseId, deadline }, parts));
    });
    if (lost.length > 0) await this.sources.giveBack(lost);
  }

  /** One request for each that may be under way, or what goes out in half a second, whichever is more. */
  private wanted(): number {
    const { batchSize, concurrency } = this.limits;
    const now = this.sources.clock.now().getTime();
    this.taken = this.taken.filter(({ at }) => now - at < AHEAD_MS);
    const recent = this.taken.reduce((sum, { items }) => sum + items, 0);
    return Math.min(Math.max(batchSize * concurrency, recent), Math.max(AHEAD_MAX, batchSize));
  }

  /** As many as fit into one request; one that must go alone goes alone. */
  private async cut(): Promise<SuppliedItem[]> {
    const now = this.sources.clock.now().getTime();
    const late = this.takeLate(now);
    const batch: SuppliedItem[] = [];
    let bytes = 0;
    while (batch.length < this.limits.batchSize && this.inHand.length > 0) {
      const item = this.inHand[0]!;
      bytes += item.json.length;
      const isTooMuch = bytes > this.limits.batchBytes || item.isAlone || batch[0]?.isAlone;
      if (batch.length > 0 && isTooMuch) break;
      batch.push(this.inHand.shift()!);
    }
    if (batch.length > 0) this.taken.push({ at: now, items: batch.length });
    if (late.length > 0) await this.sources.giveBack(late.map((item) => releaseOf(item)));
    return batch;
  }

  /** Claimed first, late first. */
  private takeLate(now: number): SuppliedItem[] {
    const firstInTime = this.inHand.findIndex(({ deadline }) => deadline - now >= USEFUL_MS);
    return this.inHand.splice(0, firstInTime === -1 ? this.inHand.length : firstInTime);
  }
}

/** Written out: a spread takes 4 µs, a tenth of all that an item costs here. */
function inHand(
  { id, recordId, revision, attempts, answered, isAlone }: ClaimedItem,
  { leaseId, deadline }: Pick<SuppliedItem, 'leaseId' | 'deadline'>,
  { personKey, courseKey, json, idempotencyKey }: MappedParts,
): SuppliedItem {
  return {
    id,
    recordId,
    revision,
    attempts,
    answered,
    isAlone,
    leaseId,
    deadline,
    personKey,
    courseKey,
    json,
    idempotencyKey,
  };
}

/** The time that a request may take now; `undefined` when what is left is too short to be of use. */
export function timeLeftMs(
  items: readonly SuppliedItem[],
  now: number,
  longestMs: number,
): number | undefined {
  const left = Math.min(...items.map(({ deadline }) => deadline)) - now;
  return left < USEFUL_MS ? undefined : Math.min(left, longestMs);
}
