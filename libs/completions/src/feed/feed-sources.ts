import { Injectable } from '@nestjs/common';
import { Clock, PreparedBytes, PreparedQuery } from '@oracle-integration/platform';
import { CompletionFeedRepository } from './completion-feed.repository';
import type { FeedFilters } from './feed-filters';
import { type FeedHorizon, FeedHorizonRepository } from './feed-horizon.repository';
import { FeedReplica } from './feed-replica';

/** How old the shared answer to "consistent through when" may be. It is only ever too early, never too late. */
const HORIZON_AGE_MS = 200;

/** Where one request is read from, and up to when everything that was committed can be seen there. */
export interface FeedSource {
  readonly feed: CompletionFeedRepository;
  readonly consistentThrough: Date;
  readonly isReplica: boolean;
}

/** Chooses where a request is read from: once for the whole of it. */
@Injectable()
export class FeedSources {
  readonly primary: CompletionFeedRepository;
  private shared: { at: Promise<Date>; askedAt: number } | undefined;
  private asked: Promise<FeedHorizon> | undefined;
  private next: Promise<FeedHorizon> | undefined;

  constructor(
    bytes: PreparedBytes,
    prepared: PreparedQuery,
    private readonly horizons: FeedHorizonRepository,
    private readonly replica: FeedReplica,
    private readonly clock: Clock,
  ) {
    this.primary = new CompletionFeedRepository(bytes, prepared);
  }

  /** What somebody has acknowledged a moment ago is looked for on the primary, which remembers where there is no more. */
  async open(filters: FeedFilters): Promise<FeedSource> {
    const isForReplica = filters.acknowledged === undefined && this.replica.isInUse;
    return (isForReplica ? await this.openReplica() : undefined) ?? this.openPrimary();
  }

  /** A request that began on the replica goes on with the primary, which shows at least as much. */
  noteReplicaFailed(error: unknown): void {
    this.replica.noteAway(error);
  }

  private async openPrimary(): Promise<FeedSource> {
    return { feed: this.primary, consistentThrough: await this.consistentThrough(), isReplica: false };
  }

  private async openReplica(): Promise<FeedSource | undefined> {
    const horizon = await this.horizonFromNow();
    const feed = await this.replica.caughtUp(horizon);
    return feed && { feed, consistentThrough: horizon.consistentThrough, isReplica: true };
  }

  /** A horizon that was looked at after the call: the requests that came while one was asked for share the next. */
  private horizonFromNow(): Promise<FeedHorizon> {
    this.next ??= (this.asked ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.asked = this.horizons.horizon();
        this.next = undefined;
        return this.asked;
      });
    return this.next;
  }

  private consistentThrough(): Promise<Date> {
    const now = this.clock.now().getTime();
    if (!this.shared || now - this.shared.askedAt > HORIZON_AGE_MS || now < this.shared.askedAt) {
      const at = this.horizons.consistentThrough();
      this.shared = { at, askedAt: now };
      at.catch(() => (this.shared = undefined));
    }
    return this.shared.at;
  }
}
