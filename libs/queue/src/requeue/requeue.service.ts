import { Injectable } from '@nestjs/common';
import { REQUEUEABLE_STATUSES, type RequeuedView } from '@oracle-integration/contracts';
import { TallyService } from '@oracle-integration/platform';
import type { RequeueFilter } from '../queue-item';
import { QUEUE_CHANNEL } from '../queue-channel';
import { type CauseCount, causeCounts } from '../queue-tally';
import { requeueSpreadSeconds } from './requeue-spread';
import { type DueWindow, type RequeuePortion, RequeueRepository } from './requeue.repository';

/** Small enough that what a statement moves stays in PostgreSQL's memory for the counters; 100,000 at once spill. */
const PORTION = 5_000;
/** Portions under way at once: a second one uses the processor while the first waits for the disk. */
const LANES = 2;

/** Ids in portions, and how many there are in all. */
export interface FoundItems {
  readonly count: number;
  readonly portions: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
}

/** Sends stopped items again. What a requeue has moved stays moved if it is killed: asked again, it goes on. */
@Injectable()
export class RequeueService {
  constructor(
    private readonly requeues: RequeueRepository,
    private readonly tallies: TallyService,
  ) {}

  /** What a requeue would do, without doing it. */
  async preview(filter: RequeueFilter): Promise<RequeuedView> {
    const requeued = filter.itemIds
      ? await this.requeues.countIds(filter.itemIds, filter)
      : total(await this.groups(filter));
    return this.previewFound(requeued);
  }

  /** The same for items that somebody else has found. */
  previewFound(count: number): RequeuedView {
    return { requeued: count, spreadSeconds: requeueSpreadSeconds(count) };
  }

  /** Puts stopped items back into the line, spread over the seconds that it answers too. */
  async requeue(filter: RequeueFilter): Promise<RequeuedView> {
    if (filter.itemIds) {
      const count = await this.requeues.countIds(filter.itemIds, filter);
      return this.requeueFound({ count, portions: [filter.itemIds] }, filter);
    }
    const groups = await this.groups(filter);
    const spread = new Spread(total(groups));
    const move = (portion: RequeuePortion) =>
      this.requeues.requeuePortion(portion, spread.next(portion.count));
    return this.moveAll(this.portionsOf(groups), move, spread);
  }

  /** The same for items that somebody else has found: of each only what stands as the filter says is moved. */
  requeueFound({ count, portions }: FoundItems, filter: RequeueFilter): Promise<RequeuedView> {
    const spread = new Spread(count);
    const move = (ids: readonly string[]) => this.requeues.requeueIds(ids, filter, spread.next(ids.length));
    return this.moveAll(portions, move, spread);
  }

  private async moveAll<Portion>(
    portions: AsyncIterable<Portion> | Iterable<Portion>,
    move: (portion: Portion) => Promise<number>,
    { seconds }: Spread,
  ): Promise<RequeuedView> {
    const source = oneAfterTheOther(portions);
    let requeued = 0;
    const lane = async () => {
      for (let next = await source.next(); !next.done; next = await source.next()) {
        const moved = await move(next.value);
        const isFirst = requeued === 0 && moved > 0;
        requeued += moved;
        if (isFirst) await this.requeues.announce(QUEUE_CHANNEL);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const one of lanes) if (one.status === 'rejected') throw one.reason;
    if (requeued > 0) await this.requeues.announce(QUEUE_CHANNEL);
    return { requeued, spreadSeconds: seconds };
  }

  private async groups({ statuses, causeCode }: RequeueFilter): Promise<StoppedGroup[]> {
    const counts = causeCounts(await this.tallies.read('queue'));
    return counts.filter(
      (group): group is StoppedGroup =>
        isRequeueable(group.status) &&
        statuses.includes(group.status) &&
        (causeCode === undefined || group.causeCode === causeCode),
    );
  }

  /** Upwards by id: what fails again meanwhile is not met a second time. */
  private async *portionsOf(groups: readonly StoppedGroup[]): AsyncGenerator<RequeuePortion> {
    for (const group of groups) {
      let portion = await this.requeues.nextPortion(group, '0', PORTION);
      while (portion) {
        yield portion;
        portion = await this.requeues.nextPortion(group, portion.endId, PORTION);
      }
    }
  }
}

type StoppedGroup = CauseCount & { readonly status: RequeueFilter['statuses'][number] };

/** Gives each portion its share of the seconds over which all are spread: what waited for days comes evenly. */
class Spread {
  readonly seconds: number;
  private begun = 0;

  constructor(private readonly count: number) {
    this.seconds = requeueSpreadSeconds(count);
  }

  next(items: number): DueWindow {
    const share = (some: number) => (this.count === 0 ? 0 : Math.min(some / this.count, 1) * this.seconds);
    const fromSeconds = share(this.begun);
    this.begun += items;
    return { fromSeconds, widthSeconds: share(this.begun) - fromSeconds };
  }
}

/** An asynchronous generator hands each portion to one lane only. */
async function* oneAfterTheOther<Value>(
  values: AsyncIterable<Value> | Iterable<Value>,
): AsyncGenerator<Value> {
  for await (const value of values) yield value;
}

function isRequeueable(status: CauseCount['status']): status is StoppedGroup['status'] {
  return REQUEUEABLE_STATUSES.some((one) => one === status);
}

function total(groups: readonly CauseCount[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}
