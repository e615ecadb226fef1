import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { AcknowledgedStretchRepository } from '../acknowledgements/acknowledged-stretch.repository';
import { CompletionFeedRepository, type FeedLook, type FeedPage } from './completion-feed.repository';
import { type FeedFilters, recordFiltersDigest } from './feed-filters';
import { type FeedRange, isAnsweredByIndex } from './feed-queries';
import { firstLook, nextLook } from './look-size';

/** How old the shared answer to "consistent through when" may be. It is only ever too early, never too late. */
const HORIZON_AGE_MS = 200;
const COMMA = ',';

export interface ConsistentPage extends FeedPage {
  readonly consistentThrough: Date;
}

/** The ledger in the order of its changes, for readers that must not lose a row. */
@Injectable()
export class CompletionFeedService {
  private horizon: { at: Promise<Date>; askedAt: number } | undefined;

  constructor(
    private readonly feed: CompletionFeedRepository,
    private readonly stretches: AcknowledgedStretchRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * One page after a position. `consistentThrough` is asked for before the page is read, so whatever was committed
   * until then is either on this page, behind it, or before it.
   */
  async page(after: string, limit: number, filters: FeedFilters): Promise<ConsistentPage> {
    const consistentThrough = await this.consistentThrough();
    const page = await this.read(filters, { after, limit, separator: COMMA });
    return { ...page, consistentThrough };
  }

  /**
   * Up to so many records of a range. Where filters leave out many records it may be fewer although there is more: the
   * position has moved on then, and no request looks at more than a bounded number of records.
   */
  read(filters: FeedFilters, range: FeedRange): Promise<FeedPage> {
    return isAnsweredByIndex(filters) ? this.feed.page(filters, range) : this.lookFor(filters, range);
  }

  /** The position before the first record that changed at or after `since`. */
  positionBefore(since: Date): Promise<string> {
    return this.feed.positionBefore(since);
  }

  /** The position of the last record there is now, and up to when everything that was committed is before it. */
  async end(): Promise<{ readonly seq: string; readonly consistentThrough: Date }> {
    const consistentThrough = await this.consistentThrough();
    return { seq: await this.feed.end(), consistentThrough };
  }

  private async lookFor(filters: FeedFilters, range: FeedRange): Promise<FeedPage> {
    const digest = digestOfStretches(filters);
    const texts: Buffer[] = [];
    let [count, lastFit, position] = [0, null as string | null, range.after];
    for (let size = firstLook(range.limit); ; size = nextLook(size)) {
      const wanted = range.limit - count;
      const step = { ...range, after: position, limit: wanted, look: size.look };
      const found = await this.feed.look(filters, step, digest);
      if (digest) await this.remember(filters, digest, found);
      if (found.count > 0) texts.push(found.items);
      count += found.count;
      lastFit = found.lastSeq ?? lastFit;
      const page = { items: joined(texts, range.separator), count };
      if (found.hasMore) return { ...page, hasMore: true, lastSeq: wanted > 0 ? found.lastSeq : position };
      position = found.lookedThrough ?? position;
      if (found.looked < size.look) {
        // What is acknowledged later between the last one and the end belongs to the next page of these.
        const isMoving = filters.acknowledged?.is === true;
        return { ...page, hasMore: false, lastSeq: isMoving ? lastFit : position };
      }
      if (size.isLast) return { ...page, hasMore: true, lastSeq: position };
    }
  }

  private async remember(filters: FeedFilters, digest: Buffer, { unfit }: FeedLook): Promise<void> {
    for (const [after, through] of unfit)
      await this.stretches.add(filters.acknowledged!.consumerId, digest, { after, through });
  }

  private consistentThrough(): Promise<Date> {
    const now = this.clock.now().getTime();
    if (!this.horizon || now - this.horizon.askedAt > HORIZON_AGE_MS || now < this.horizon.askedAt) {
      const at = this.feed.consistentThrough();
      this.horizon = { at, askedAt: now };
      at.catch(() => (this.horizon = undefined));
    }
    return this.horizon.at;
  }
}

function joined(texts: readonly Buffer[], separator: string): Buffer {
  if (texts.length === 1) return texts[0]!;
  const between = Buffer.from(separator);
  return Buffer.concat(texts.flatMap((text, index) => (index === 0 ? [text] : [between, text])));
}

/** A work list remembers what is acknowledged already; for a few people it is not worth it. */
function digestOfStretches(filters: FeedFilters): Buffer | undefined {
  const isWorkList = filters.acknowledged?.is === false && filters.userIds.length === 0;
  return isWorkList ? recordFiltersDigest(filters) : undefined;
}
