import { Injectable } from '@nestjs/common';
import { Clock, tokenRequests } from '@oracle-integration/platform';
import type { Trouble } from '../delivery/trouble';
import type { DeliveryTarget } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import { TargetHttpClient } from '../target/target-http.client';
import { readTokenAnswer, type TokenOutcome } from './token-answer';
import { TOKEN_REQUESTS_PER_MINUTE, TokenBudget } from './token-budget.repository';
import { tokenRequest } from './token-request';

const TOKEN_TIMEOUT_MS = 10_000;

export interface TokenExchange {
  readonly outcome: TokenOutcome;
  /** What the token endpoint answered; `undefined` when it was not asked, because that would be too often. */
  readonly answer: RemoteAnswer | undefined;
}

/** One request to the token endpoint, within the budget that all processes share. */
@Injectable()
export class TokenClient {
  constructor(
    private readonly http: TargetHttpClient,
    private readonly budget: TokenBudget,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a token. Whatever is wrong with Oracle comes back as a value.
   *
   * @param isNewConnection over a connection of its own, so that address and certificate are looked at anew
   */
  async ask(target: DeliveryTarget, { isNewConnection = false } = {}): Promise<TokenExchange> {
    const slot = await this.budget.reserve();
    if (slot !== true) return { outcome: { trouble: limitReached(slot.waitSeconds) }, answer: undefined };
    const { secrets, ...request } = await tokenRequest(target, this.clock.now());
    const { allowPrivate, caCertificate } = target;
    const answer = await this.http.post({
      ...request,
      allowPrivate,
      caCertificate,
      isNewConnection,
      timeoutMs: TOKEN_TIMEOUT_MS,
    });
    const outcome = readTokenAnswer(answer, this.clock.now(), secrets);
    tokenRequests.inc({ result: 'token' in outcome ? 'token' : outcome.trouble.code });
    return { outcome, answer };
  }
}

function limitReached(waitSeconds: number): Trouble {
  const detail = `${TOKEN_REQUESTS_PER_MINUTE} token requests went out within a minute`;
  return { code: 'PUSH.TOKEN_LIMIT', detail, waitSeconds };
}
