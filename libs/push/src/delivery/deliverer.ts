import { Injectable } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import type { LoggedRequest, Settlement } from '@oracle-integration/queue';
import type { Settings } from '@oracle-integration/settings';
import { TokenService } from '../oauth/token.service';
import type { DeliveryProfile } from '../profile/delivery-profile';
import type { DeliveryTarget } from '../target/delivery-target';
import { TargetHttpClient } from '../target/target-http.client';
import { DeliveryConversation } from './delivery-conversation';
import type { RetrySchedule } from './retry-policy';
import { timeLeftMs } from './item-supply';
import { releaseOf, settlementOf } from './settlement';
import type { SuppliedItem } from './supplied-item';
import type { Trouble } from './trouble';
import { type Classification, isFailing } from './verdict';

const REQUEST_TIMEOUT_MS = 25_000;

export interface DeliveryOrder extends RetrySchedule {
  readonly target: DeliveryTarget;
  readonly profile: DeliveryProfile;
  readonly settings: Settings;
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

/** Sends what is in hand by the profile of the order. A request refused as a whole is halved, again and again. */
@Injectable()
export class Deliverer {
  /** Whether what is under way is given up; see {@link Deliverer.abandon}. */
  isAbandoned = false;

  constructor(
    readonly tokens: TokenService,
    readonly http: TargetHttpClient,
    readonly clock: Clock,
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
      if (sent && 'halve' in sent) {
        const middle = Math.ceil(group.length / 2);
        groups.unshift(group.slice(0, middle), group.slice(middle));
      } else if (sent && !('noTime' in sent)) {
        this.conclude(group, sent, order, report);
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
      // What a profile cannot say to Oracle at all is concluded without a request.
      const batchId = report.requests.at(-1)?.batchId ?? group[0]!.leaseId;
      const rules = { ...order, random: Math.random };
      group.forEach((item, index) =>
        report.settlements.push(settlementOf(item, batchId, classification.verdicts[index]!, rules)),
      );
    }
  }

  private async send(
    items: readonly SuppliedItem[],
    { target, profile, settings }: DeliveryOrder,
    report: DeliveryReport,
  ): Promise<Classification> {
    const conversation = new DeliveryConversation(this, target, {
      itemCount: items.length,
      timeLeftMs: (now) => timeLeftMs(items, now, REQUEST_TIMEOUT_MS),
    });
    const classification = await profile.send(items, conversation, settings);
    if (conversation.requests.length > 0) report.isFailing = isFailing(classification);
    report.requests.push(...conversation.requests);
    return classification;
  }
}
