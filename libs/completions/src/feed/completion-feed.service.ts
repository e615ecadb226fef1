import { Injectable } from '@nestjs/common';
import { AcknowledgedStretchRepository } from '../acknowledgements/acknowledged-stretch.repository';
import type { CompletionFeedRepository, FeedLook, FeedPage } from './completion-feed.repository';
import { type FeedFilters, recordFiltersDigest } from './feed-filters';
import { type FeedRange, isAnsweredByIndex } from './feed-queries';
import { type FeedSource, FeedSources } from './feed-sources';
import { firstLook, nextLook } from './look-size';

const COMMA = ',';
const NO_FILTERS: FeedFilters = { courseIds: [], userIds: [], statuses: [] };

export interface ConsistentPage extends FeedPage {
  readonly consistentThrough: Date;
}

/** The ledger in the order of its changes, for readers that must not lose a row. */
@Injectable()
export class CompletionFeedService {
  constructor(
    private readonly sources: FeedSources,
    private readonly stretches: AcknowledgedStretchRepository,
  ) {}

  /**
   * One page after a position. `consistentThrough` is asked for before the page is read, so whatever was committed
   * until then is either on this page, behind it, or before it.
   */
  async page(after: string, limit: number, filters: FeedFilters): Promise<ConsistentPage> {
    const source = await this.sources.open(filters);
    const page = await this.read(filters, { after, limit, separator: COMMA }, source);
    return { ...page, consistentThrough: source.consistentThrough };
  }

  /**
   * Up to so many records of a range. Where filters leave out many records it may be fewer although there is more: the
   * position has moved on then, and no request looks at more than a bounded number of records.
   *
   * @param source where the end of the range was seen; else the primary
   */
  async read(filters: FeedFilters, range: FeedRange, source?: FeedSource): Promise<FeedPage> {
    if (!source?.isReplica) return this.readFrom(this.sources.primary, filters, range);
    try {
      return await this.readFrom(source.feed, filters, range);
    } catch (error) {
      this.sources.noteReplicaFailed(error);
      return this.readFrom(this.sources.primary, filters, range);
    }
  }

  /** The position before the first record that changed at or after `since`. */
  positionBefore(since: Date): Promise<string> {
    return this.sources.primary.positionBefore(since);
  }

  /** The position of the last record there is now, up to when everything that was committed is before it, and where. */
  async end(
    filters: FeedFilters = NO_FILTERS,
  ): Promise<{ readonly seq: string; readonly source: FeedSource }> {
    const source = await this.sources.open(filters);
    try {
      return { seq: await source.feed.end(), source };
    } catch (error) {
      if (!source.isReplica) throw error;
      this.sources.noteReplicaFailed(error);
      return this.end(filters);
    }
  }

  private readFrom(
    feed: CompletionFeedRepository,
    filters: FeedFilters,
    range: FeedRange,
  ): Promise<FeedPage> {
    return isAnsweredByIndex(filters) ? feed.page(filters, range) : this.lookFor(feed, filters, range);
  }

  private async lookFor(
    feed: CompletionFeedRepository,
    filters: FeedFilters,
    range: FeedRange,
  ): Promise<FeedPage> {
    const digest = digestOfStretches(filters);
    const texts: Buffer[] = [];
    let [count, lastFit, position] = [0, null as string | null, range.after];
    for (let size = firstLook(range.limit); ; size = nextLook(size)) {
      const wanted = range.limit - count;
      const step = { ...range, after: position, limit: wanted, look: size.look };
      const found = await feed.look(filters, step, digest);
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
