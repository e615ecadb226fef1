import { setTimeout as pass } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  buildDataSourceOptions,
  Clock,
  describeError,
  ENVIRONMENT,
  type Environment,
  replicaFallbacks,
  replicaLag,
  replicaUp,
  StandbyBytes,
  StandbyQuery,
} from '@oracle-integration/platform';
import { DataSource } from 'typeorm';
import { CompletionFeedRepository } from './completion-feed.repository';
import type { FeedHorizon } from './feed-horizon.repository';

/** How long a page waits for the standby to catch up: it is some milliseconds behind when all is well. */
const CATCH_UP_MS = 100;
const LOOK_EVERY_MS = 5;
/** A standby that failed is left alone for so long; the primary answers meanwhile. */
const AWAY_MS = 5_000;

interface StandbyState {
  readonly hasReplayed: boolean;
  readonly isOurs: boolean;
  readonly behindSeconds: number;
}

interface Standby {
  readonly bytes: StandbyBytes;
  readonly query: StandbyQuery;
  readonly feed: CompletionFeedRepository;
}

/** The standby of DATABASE_READ_URL. It may always be away or behind: then the primary answers. */
@Injectable()
export class FeedReplica implements OnApplicationShutdown {
  private readonly logger = new Logger(FeedReplica.name);
  private readonly standby: Standby | undefined;
  private awayUntil = 0;
  private isAway = false;

  constructor(
    @Inject(ENVIRONMENT) { databaseReadUrl }: Environment,
    private readonly clock: Clock,
  ) {
    this.standby = databaseReadUrl === undefined ? undefined : standbyAt(databaseReadUrl);
  }

  /** Whether it is worth asking. */
  get isInUse(): boolean {
    return this.standby !== undefined && this.clock.now().getTime() >= this.awayUntil;
  }

  /**
   * The feed of the standby, once that shows at least what the primary showed at the horizon; `undefined` when it does not
   * in time. A page of it is then as good as one of the primary: a cursor that the primary gave out before misses nothing.
   */
  async caughtUp(horizon: FeedHorizon): Promise<CompletionFeedRepository | undefined> {
    const { standby } = this;
    if (!standby) return undefined;
    const until = this.clock.now().getTime() + CATCH_UP_MS;
    try {
      for (;;) {
        const state = await stateOf(standby, horizon);
        if (!state.isOurs) throw new Error('it is no standby of the database of DATABASE_URL');
        replicaLag.set(state.hasReplayed ? 0 : state.behindSeconds);
        this.noteBack();
        if (state.hasReplayed) return standby.feed;
        if (this.clock.now().getTime() >= until) break;
        await pass(LOOK_EVERY_MS);
      }
      replicaFallbacks.inc({ reason: 'behind' });
    } catch (error) {
      this.noteAway(error);
    }
    return undefined;
  }

  /** The primary answers instead, and goes on to do so for a while. */
  noteAway(error: unknown): void {
    replicaUp.set(0);
    replicaFallbacks.inc({ reason: 'away' });
    this.awayUntil = this.clock.now().getTime() + AWAY_MS;
    if (!this.isAway)
      this.logger.warn(
        `The replica of DATABASE_READ_URL cannot be used; the primary answers Pull: ${describeError(error)}`,
      );
    this.isAway = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([
      this.standby?.bytes.onApplicationShutdown(),
      this.standby?.query.onApplicationShutdown(),
    ]);
  }

  private noteBack(): void {
    replicaUp.set(1);
    if (this.isAway) this.logger.log('The replica of DATABASE_READ_URL answers Pull again.');
    this.isAway = false;
  }
}

/** The data source is never connected: the prepared statements bring connections of their own. */
function standbyAt(url: string): Standby {
  const options = new DataSource(buildDataSourceOptions({ url, entities: [], migrations: [] }));
  const [bytes, query] = [new StandbyBytes(options), new StandbyQuery(options)];
  return { bytes, query, feed: new CompletionFeedRepository(bytes, query) };
}

/** A server that is no standby, or another one's, tells positions that mean nothing here. */
async function stateOf({ query }: Standby, { walPosition, cursorKey }: FeedHorizon): Promise<StandbyState> {
  const [row] = await query.rows<StandbyState & object>(
    'feed_standby_state',
    `SELECT coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) AS "hasReplayed",
            pg_is_in_recovery()
              AND (SELECT cursor_key FROM installations WHERE id = 1) IS NOT DISTINCT FROM $2::bytea AS "isOurs",
            coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)::float8 AS "behindSeconds"`,
    [walPosition, cursorKey],
  );
  return row!;
}
