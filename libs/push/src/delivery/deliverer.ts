import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import type { LoggedRequest, Settlement } from '@oracle-integration/queue';
import { TokenService } from '../oauth/token.service';
import { type RenderedBatch, renderBatch } from '../profile/generic-json';
import type { DeliveryTarget } from '../target/delivery-target';
import type { RemoteAnswer } from '../target/remote-answer';
import { TargetHttpClient } from '../target/target-http.client';
import { type Classification, classifyAnswer, isFailing } from './classify-answer';
import { timeLeftMs } from './item-supply';
import type { RetrySchedule } from './retry-policy';
import { releaseOf, settlementOf } from './settlement';
import { secretsOf, withoutSecrets } from '../target/without-secrets';
import { storedAnswer } from './stored-answer';
import type { SuppliedItem } from './supplied-item';
import type { Trouble } from './trouble';

const REQUEST_TIMEOUT_MS = 25_000;

export interface DeliveryOrder extends RetrySchedule {
  readonly target: DeliveryTarget;
  readonly maxAttempts: number;
}

/** What came of some items: what to write down, and how the target is. */
export interface DeliveryReport {
  readonly settlements: Settlement[];
  readonly requests: LoggedRequest[];
  /** Set when the target is in trouble: the items go back into the line, no attempt burned. */
  trouble: Trouble | undefined;
  /** Whether nothing came of a request; `undefined` when none was sent. */
  isFailing: boolean | undefined;
}

type Sent = { readonly classification: Classification } | { readonly noTime: true };

/** Sends what is in hand: token, request, classified answer. A request refused as a whole is halved, again and again. */
@Injectable()
export class Deliverer {
  private isAbandoned = false;

  constructor(
    private readonly tokens: TokenService,
    private readonly http: TargetHttpClient,
    private readonly clock: Clock,
  ) {}

  async deliver(items: readonly SuppliedItem[], order: DeliveryOrder): Promise<DeliveryReport> {
    const report: DeliveryReport = {
      settlements: [],
      requests: [],
      trouble: undefined,
      isFailing: undefined,
    };
    const groups: (readonly SuppliedItem[])[] = [items];
    for (let group = groups.shift(); group; group = groups.shift()) {
      const isPart = group.length < items.length;
      const sent = report.trouble ? undefined : await this.send(group, order, report);
      if (sent && 'classification' in sent && 'halve' in sent.classification) {
        const middle = Math.ceil(group.length / 2);
        groups.unshift(group.slice(0, middle), group.slice(middle));
      } else if (sent && 'classification' in sent) {
        this.conclude(group, sent.classification, order, report);
      } else {
        // What is left of a halved request goes singly the next time: however slow Oracle is, the culprit is found.
        report.settlements.push(...group.map((item) => releaseOf(item, item.isAlone || isPart)));
      }
    }
    return report;
  }

  /**
   * Waits for no answer any more: what is under way goes back into the line, under the same keys. Whether Oracle took it
   * is not known, and Oracle knows by the key when it comes again.
   */
  async abandon(): Promise<void> {
    this.isAbandoned = true;
    await this.http.abandon();
  }

  private conclude(
    group: readonly SuppliedItem[],
    classification: Classification,
    order: DeliveryOrder,
    report: DeliveryReport,
  ): void {
    if ('trouble' in classification) {
      report.trouble = classification.trouble;
      report.settlements.push(...group.map((item) => releaseOf(item)));
    } else if ('verdicts' in classification) {
      const batchId = report.requests.at(-1)!.batchId;
      const rules = { ...order, random: Math.random };
      group.forEach((item, index) =>
        report.settlements.push(settlementOf(item, batchId, classification.verdicts[index]!, rules)),
      );
    }
  }

  /** One request; when the API refuses the token, once more with a fresh one. */
  private async send(
    items: readonly SuppliedItem[],
    order: DeliveryOrder,
    report: DeliveryReport,
  ): Promise<Sent> {
    const batch = renderBatch(items);
    for (let tries = 1; ; tries += 1) {
      const access = await this.tokens.accessToken(order.target);
      if ('trouble' in access) return { classification: access };
      const startedAt = this.clock.now();
      const timeoutMs = timeLeftMs(items, startedAt.getTime(), REQUEST_TIMEOUT_MS);
      if (timeoutMs === undefined) return { noTime: true };
      if (this.isAbandoned) return { noTime: true };
      const answered = await this.post(batch, order.target, access.token, timeoutMs);
      if (this.isAbandoned && answered.kind !== 'answer') return { noTime: true };
      const answer = withoutSecrets(answered, [access.token, ...secretsOf(order.target)]);
      const classification = classifyAnswer(answer, items, this.clock.now());
      report.isFailing = isFailing(classification);
      report.requests.push(this.logged({ ...batch, itemCount: items.length, startedAt }, answer));
      const isTokenRefused = answer.kind === 'answer' && answer.status === 401;
      if (isTokenRefused) this.tokens.drop(access.token);
      if (!isTokenRefused || tries === 2) return { classification };
    }
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
      caCertificate: target.caCertificate,
      timeoutMs,
      // The whole time is bounded; within it a receiver may think as long as it likes before it answers.
      idleTimeoutMs: timeoutMs,
    });
  }

  private logged(
    { batchId, body, itemCount, startedAt }: RenderedBatch & { itemCount: number; startedAt: Date },
    answer: RemoteAnswer,
  ): LoggedRequest {
    const isAnswer = answer.kind === 'answer';
    const wentWell = isAnswer && answer.status < 300;
    return {
      batchId,
      startedAt: startedAt.toISOString(),
      durationMs: this.clock.now().getTime() - startedAt.getTime(),
      itemCount,
      requestBytes: Buffer.byteLength(body),
      outcome: isAnswer ? 'answered' : answer.kind,
      httpStatus: isAnswer ? answer.status : null,
      answer: storedAnswer(isAnswer ? answer.body : answer.detail, wentWell),
    };
  }
}
