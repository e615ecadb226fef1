import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import type { Trouble } from '../delivery/trouble';
import type { DeliveryTarget } from '../target/delivery-target';
import { TargetHttpClient } from '../target/target-http.client';
import { tokenRequest } from './token-request';
import { readTokenAnswer, type TokenOutcome } from './token-answer';

const TOKEN_TIMEOUT_MS = 10_000;
/** A token is renewed this much before it ends, so that none ends on the way; earlier by up to 30 s, at random. */
const EARLY_MS = 60_000;
const EARLY_JITTER_MS = 30_000;

interface KeptToken {
  readonly key: string;
  readonly outcome: Promise<TokenOutcome>;
  renewAt: number;
}

/**
 * OAuth2 client credentials: one token for all requests, fetched once however many ask for it at the same time
 * (a small identity domain allows 150 a minute), kept until shortly before it ends.
 */
@Injectable()
export class TokenService {
  private kept: KeptToken | undefined;

  constructor(
    private readonly http: TargetHttpClient,
    private readonly clock: Clock,
  ) {}

  /** A token that is good now, or what is wrong. Never throws. */
  async accessToken(target: DeliveryTarget): Promise<{ token: string } | { trouble: Trouble }> {
    const key = JSON.stringify([target.tokenUrl, target.clientId, target.clientSecret, target.scope]);
    if (!this.kept || this.kept.key !== key || this.clock.now().getTime() >= this.kept.renewAt) {
      this.kept = { key, outcome: this.fetch(target), renewAt: Number.POSITIVE_INFINITY };
      void this.keepFor(this.kept);
    }
    const outcome = await this.kept.outcome;
    return 'trouble' in outcome ? { trouble: outcome.trouble } : { token: outcome.token };
  }

  /** Forgets a token that the API refused, unless another one has taken its place meanwhile. */
  async drop(token: string): Promise<void> {
    const { kept } = this;
    const outcome = await kept?.outcome;
    if (outcome && 'token' in outcome && outcome.token === token && this.kept === kept) this.kept = undefined;
  }

  private async fetch(target: DeliveryTarget): Promise<TokenOutcome> {
    const request = tokenRequest(target);
    const answer = await this.http.post({
      ...request,
      allowPrivate: target.allowPrivate,
      timeoutMs: TOKEN_TIMEOUT_MS,
    });
    return readTokenAnswer(answer, this.clock.now());
  }

  private async keepFor(kept: KeptToken): Promise<void> {
    const outcome = await kept.outcome;
    if ('trouble' in outcome) {
      if (this.kept === kept) this.kept = undefined;
      return;
    }
    const lifeMs = outcome.expiresInSeconds * 1000;
    const early = Math.min(EARLY_MS + Math.random() * EARLY_JITTER_MS, lifeMs / 2);
    kept.renewAt = this.clock.now().getTime() + lifeMs - early;
  }
}
