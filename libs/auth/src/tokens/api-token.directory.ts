import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, constantTimeEqual, NotificationListener } from '@oracle-integration/platform';
import type { ApiTokenEntity } from './api-token.entity';
import { API_TOKENS_CHANNEL, ApiTokenRepository } from './api-token.repository';

/** How long the tokens are taken as known without asking the database: a revoked one works this much longer at most. */
const KNOWN_MS = 1_000;
/** From this age on they are read anew in the background, so that under steady traffic nobody waits for it. */
const REFRESH_MS = 500;
/** A token that is not among them may have been added since: they are read anew before it is refused. */
const RECHECK_MS = 100;

/**
 * All tokens, in memory. There are a few hundred at most, so one small query a second says everything about all of
 * them, and a flood of wrong ones reaches the database no more often than that.
 */
@Injectable()
export class ApiTokenDirectory implements OnApplicationBootstrap {
  private byHash = new Map<string, ApiTokenEntity>();
  private knownSince = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;
  /** Counts what was heard of: a reading that began before the last of it is not the last word. */
  private heard = 0;

  constructor(
    private readonly tokens: ApiTokenRepository,
    private readonly notifications: NotificationListener,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.notifications.subscribe(API_TOKENS_CHANNEL, () => this.forget());
  }

  /** The token with this hash, active or not. */
  async find(hash: Buffer): Promise<ApiTokenEntity | undefined> {
    const age = this.age();
    if (age >= KNOWN_MS) await this.read();
    // Whoever asks when it is too old reads it again, and hears what is wrong.
    else if (age >= REFRESH_MS) this.read().catch(() => undefined);
    const found = this.lookUp(hash);
    if (found || this.age() < RECHECK_MS) return found;
    await this.read();
    return this.lookUp(hash);
  }

  /** What is known is out of date: the next who asks reads it anew. */
  forget(): void {
    this.heard += 1;
    this.knownSince = Number.NEGATIVE_INFINITY;
    this.reading = undefined;
  }

  private lookUp(hash: Buffer): ApiTokenEntity | undefined {
    const found = this.byHash.get(hash.toString('base64'));
    return found && constantTimeEqual(found.tokenHash, hash) ? found : undefined;
  }

  private age(): number {
    return this.clock.now().getTime() - this.knownSince;
  }

  private read(): Promise<void> {
    if (this.reading) return this.reading;
    const reading = this.readOnce().finally(() => {
      if (this.reading === reading) this.reading = undefined;
    });
    this.reading = reading;
    return reading;
  }

  private async readOnce(): Promise<void> {
    const heard = this.heard;
    const startedAt = this.clock.now().getTime();
    const tokens = await this.tokens.known();
    if (heard !== this.heard) return this.read();
    this.byHash = new Map(tokens.map((token) => [token.tokenHash.toString('base64'), token]));
    this.knownSince = startedAt;
  }
}
