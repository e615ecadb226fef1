import { Injectable } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import { Clock } from '@oracle-integration/platform';
import { type Claim, type ClaimedItem, QueueService, type Settlement } from '@oracle-integration/queue';
import { TokenService } from '../oauth/token.service';
import { type DeliverableItem, type RenderedBatch, renderBatch } from '../profile/generic-json';
import type { DeliveryTarget } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import { TargetHttpClient } from '../target/target-http.client';
import { type Classification, classifyAnswer } from './classify-answer';
import { releaseOf, settlementOf } from './settlement';
import type { Trouble } from './trouble';

const REQUEST_TIMEOUT_MS = 25_000;
/** No request lasts longer than this after the claim. With 10 s more for a token, it is inside the lease of 45 s. */
const CLAIM_BUDGET_MS = 33_000;
const USEFUL_TIMEOUT_MS = 1_000;

export interface DeliveryOrder {
  readonly target: DeliveryTarget;
  readonly maxAttempts: number;
}

interface TimedOrder extends DeliveryOrder {
  /** In epoch milliseconds. */
  readonly deadline: number;
}

export interface DeliveryReport {
  readonly delivered: number;
  /** Set when the target is in trouble; the items are back in the line, no attempt burned. */
  readonly trouble: Trouble | undefined;
}

/** Sends what was claimed: token, request, classified answer, settled under the same lease. */
@Injectable()
export class Deliverer {
  constructor(
    private readonly queue: QueueService,
    private readonly ledger: LedgerService,
    private readonly tokens: TokenService,
    private readonly http: TargetHttpClient,
    private readonly clock: Clock,
  ) {}

  async deliver(claim: Claim, order: DeliveryOrder): Promise<DeliveryReport> {
    const deadline = this.clock.now().getTime() + CLAIM_BUDGET_MS;
    const json = await this.ledger.publicJsonOf(claim.items);
    let delivered = 0;
    let trouble: Trouble | undefined;
    for (const group of requestGroups(claim.items)) {
      if (trouble || this.timeoutMs(deadline) === undefined) {
        await this.settle(claim, group.map(releaseOf));
        continue;
      }
      const report = await this.deliverGroup({ ...claim, items: group }, json, { ...order, deadline });
      delivered += report.delivered;
      trouble = report.trouble;
    }
    return { delivered, trouble };
  }

  private async deliverGroup(
    group: Claim,
    json: ReadonlyMap<string, string>,
    order: TimedOrder,
  ): Promise<DeliveryReport> {
    const items: DeliverableItem[] = group.items.flatMap((item) => {
      const publicJson = json.get(`${item.recordId}:${item.revision}`);
      return publicJson === undefined ? [] : [{ ...item, publicJson }];
    });
    const known = new Set(items.map(({ id }) => id));
    const lost = group.items.filter(({ id }) => !known.has(id)).map(missingRecord);
    if (lost.length > 0) await this.settle(group, lost);
    if (items.length === 0) return { delivered: 0, trouble: undefined };

    const batch = renderBatch(items);
    const startedAt = this.clock.now().getTime();
    const outcome = await this.send(batch, items, order);
    const durationMs = this.clock.now().getTime() - startedAt;
    const claimed = group.items.filter(({ id }) => known.has(id));
    if (!outcome || 'trouble' in outcome) {
      await this.settle(group, claimed.map(releaseOf));
      return { delivered: 0, trouble: outcome?.trouble };
    }
    const rules = { maxAttempts: order.maxAttempts, random: Math.random };
    const settlements = claimed.map((item, index) => settlementOf(item, outcome.verdicts[index]!, rules));
    await this.settle(group, settlements, batch.batchId, durationMs);
    return { delivered: settlements.filter(({ move }) => move === 'deliver').length, trouble: undefined };
  }

  /**
   * One request; when the API refuses the token, once more with a fresh one. `undefined` when the tokens took so long
   * that no time was left to send: Oracle recorded nothing.
   */
  private async send(
    batch: RenderedBatch,
    items: readonly DeliverableItem[],
    { target, deadline }: TimedOrder,
  ): Promise<Classification | undefined> {
    for (let tries = 1; ; tries += 1) {
      const access = await this.tokens.accessToken(target);
      if ('trouble' in access) return access;
      const timeoutMs = this.timeoutMs(deadline);
      if (timeoutMs === undefined) return undefined;
      const answer = await this.post(batch, target, access.token, timeoutMs);
      const isTokenRefused = answer.kind === 'answer' && answer.status === 401;
      if (isTokenRefused) await this.tokens.drop(access.token);
      if (!isTokenRefused || tries === 2) return classifyAnswer(answer, items, this.clock.now());
    }
  }

  /** How long a request may take now; `undefined` when what is left is too short to be of use. */
  private timeoutMs(deadline: number): number | undefined {
    const timeLeft = deadline - this.clock.now().getTime();
    return timeLeft < USEFUL_TIMEOUT_MS ? undefined : Math.min(timeLeft, REQUEST_TIMEOUT_MS);
  }

  private post(
    { batchId, body }: RenderedBatch,
    target: DeliveryTarget,
    token: string,
    timeoutMs: number,
  ): Promise<RemoteAnswer> {
    return this.http.post({
      url: target.completionsUrl,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': batchId,
      },
      body,
      allowPrivate: target.allowPrivate,
      timeoutMs,
    });
  }

  private settle(
    { leaseId }: Claim,
    settlements: Settlement[],
    batchId = leaseId,
    durationMs = 0,
  ): Promise<void> {
    return this.queue.settle({ leaseId, batchId, durationMs, settlements });
  }
}

/** One request for what goes together, and one each for what must go alone. */
function requestGroups(items: readonly ClaimedItem[]): ClaimedItem[][] {
  const together = items.filter(({ isAlone }) => !isAlone);
  const alone = items.filter(({ isAlone }) => isAlone).map((item) => [item]);
  return together.length > 0 ? [together, ...alone] : alone;
}

function missingRecord(item: ClaimedItem): Settlement {
  return {
    ...releaseOf(item),
    move: 'give_up',
    isAttempt: true,
    causeCode: 'PUSH.RECORD_MISSING',
    causeDetail: 'The ledger no longer holds this revision',
  };
}
