import { Injectable, Logger } from '@nestjs/common';
import { Clock, describeError } from '@oracle-integration/platform';
import type { Trouble } from '../delivery/trouble';
import type { DeliveryTarget } from '../target/delivery-target';
import { TokenClient } from './token.client';
import type { TokenOutcome } from './token-answer';

/** A token is renewed this much before it ends; earlier by up to 30 s, at random, so that processes do not meet. */
const EARLY_MS = 60_000;
const EARLY_JITTER_MS = 30_000;
/** A request with a token that ends on the way would be refused. */
const MARGIN_MS = 5_000;
/** While the present token still holds, a renewal that failed is not urgent. */
const RENEW_AGAIN_MS = 5_000;

interface KeptToken {
  readonly key: string;
  readonly token: string;
  readonly usableUntil: number;
  renewAt: number;
}

/**
 * OAuth2 client credentials: one token for all requests, fetched once however many ask for it at the same time
 * (a small identity domain allows 150 a minute), and kept. Shortly before it ends a new one is fetched, while
 * requests go on with the old one.
 */
@Injectable()
export class TokenService {
  private readonly logger = new Logger(TokenService.name);
  private kept: KeptToken | undefined;
  private underWay: { readonly key: string; readonly outcome: Promise<TokenOutcome> } | undefined;

  constructor(
    private readonly client: TokenClient,
    private readonly clock: Clock,
  ) {}

  /**
   * A token that is good now, or what is wrong with Oracle.
   *
   * @throws Error only when our own database cannot be asked
   */
  async accessToken(target: DeliveryTarget): Promise<{ token: string } | { trouble: Trouble }> {
    const key = JSON.stringify([target.tokenUrl, target.clientId, target.clientAuth, target.scope]);
    const now = this.clock.now().getTime();
    const kept = this.kept?.key === key && now < this.kept.usableUntil ? this.kept : undefined;
    if (kept && now < kept.renewAt) return { token: kept.token };
    const fetching = this.fetchOnce(key, target);
    if (kept) {
      fetching.catch((error: unknown) => this.logger.warn(`No new token yet: ${describeError(error)}`));
      return { token: kept.token };
    }
    const outcome = await fetching;
    return 'trouble' in outcome ? { trouble: outcome.trouble } : { token: outcome.token };
  }

  /** Forgets a token that the API refused, unless another one has taken its place meanwhile. */
  drop(token: string): void {
    if (this.kept?.token === token) this.kept = undefined;
  }

  /** Whoever asks while a request is under way shares its outcome. */
  private fetchOnce(key: string, target: DeliveryTarget): Promise<TokenOutcome> {
    if (this.underWay?.key === key) return this.underWay.outcome;
    const fetch = { key, outcome: this.fetch(key, target) };
    this.underWay = fetch;
    const end = () => {
      if (this.underWay === fetch) this.underWay = undefined;
    };
    fetch.outcome.then(end, end);
    return fetch.outcome;
  }

  private async fetch(key: string, target: DeliveryTarget): Promise<TokenOutcome> {
    const askedAt = this.clock.now().getTime();
    // Until the answer is there, and for a while when it fails, the present token is not renewed again.
    const present = this.kept;
    if (present?.key === key) present.renewAt = askedAt + RENEW_AGAIN_MS;
    const { outcome } = await this.client.ask(target);
    // Asked for under settings that are gone meanwhile, it is of no more use.
    if ('token' in outcome && this.underWay?.key === key) {
      const lifeMs = outcome.expiresInSeconds * 1000;
      const early = Math.min(EARLY_MS + Math.random() * EARLY_JITTER_MS, lifeMs / 2);
      const usableUntil = askedAt + lifeMs - Math.min(MARGIN_MS, lifeMs / 10);
      this.kept = { key, token: outcome.token, usableUntil, renewAt: askedAt + lifeMs - early };
    }
    return outcome;
  }
}
