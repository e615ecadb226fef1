import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { CompletionFeedRepository, type FeedFilters, type FeedPage } from './completion-feed.repository';

/** How old the shared answer to "consistent through when" may be. It is only ever too early, never too late. */
const HORIZON_AGE_MS = 200;

/** The ledger in the order of its changes, for readers that must not lose a row. */
@Injectable()
export class CompletionFeedService {
  private horizon: { at: Promise<Date>; askedAt: number } | undefined;

  constructor(
    private readonly feed: CompletionFeedRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * One page after a position. `consistentThrough` is asked for before the page is read, so whatever was committed
   * until then is either on this page, behind it, or before it.
   */
  async page(
    afterSeq: string,
    limit: number,
    filters: FeedFilters,
  ): Promise<FeedPage & { readonly consistentThrough: Date }> {
    const consistentThrough = await this.consistentThrough();
    return { ...(await this.feed.page(afterSeq, limit, filters)), consistentThrough };
  }

  /** The position before the first record that changed at or after `since`. */
  positionBefore(since: Date): Promise<string> {
    return this.feed.positionBefore(since);
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
