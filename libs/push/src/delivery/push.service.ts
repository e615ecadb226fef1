import { Injectable, Logger } from '@nestjs/common';
import { LedgerService } from '@oracle-integration/completions';
import type { OverviewView } from '@oracle-integration/contracts';
import { AuditService, Clock, CopyGuard, SYSTEM_CALLER } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { type Settings, SettingsService } from '@oracle-integration/settings';
import { ItemMapper } from '../mapping/item-mapper';
import { profileOf } from '../profile/profiles';
import { deliveryTargetOf } from '../target/delivery-target';
import { CircuitBreaker } from './circuit-breaker';
import { Deliverer, type DeliveryOrder } from './deliverer';
import { DeliveryLine, type LineParts } from './delivery-line';
import { GroupedSettling } from './grouped-settling';
import { holdViews } from './hold.mapper';
import { Prober } from './prober';
import { PushTargetRepository } from './push-target.repository';
import { expectedAttempts, type RetrySchedule } from './retry-policy';
import { TROUBLE_WORDS, type Trouble, type TroubleCode } from './trouble';

/** What a manager sees of Push. */
export type PushStatus = Pick<OverviewView, 'push' | 'queue' | 'holds'>;

/** Delivers what is due, as long as there is anything and the target takes it. */
@Injectable()
export class PushService {
  private readonly logger = new Logger(PushService.name);
  private readonly breaker = new CircuitBreaker();
  private readonly startedAt: Date;
  private line: DeliveryLine | undefined;
  private isStopping = false;
  private isTargetAnother = false;
  private lastNotedAt = 0;

  constructor(
    private readonly settings: SettingsService,
    private readonly queue: QueueService,
    private readonly ledger: LedgerService,
    private readonly mapper: ItemMapper,
    private readonly deliverer: Deliverer,
    private readonly prober: Prober,
    private readonly settling: GroupedSettling,
    private readonly targets: PushTargetRepository,
    private readonly clock: Clock,
    private readonly audit: AuditService,
    private readonly copies: CopyGuard,
  ) {
    this.startedAt = clock.now();
  }

  /** Sends everything that is due, `PUSH_CONCURRENCY` requests at a time. One run at a time. */
  async deliverDue(): Promise<void> {
    if (this.isTargetAnother) await this.lookAtHoldAnew();
    this.isTargetAnother = false;
    const settings = this.settings.current();
    const profile = profileOf(settings);
    const target = deliveryTargetOf(settings, profile.missing(settings));
    if (!settings.integrationEnabled || !settings.pushEnabled || 'missing' in target) return;
    const order = { target: target.target, profile, settings, ...rulesOf(settings) };

    const gate = await this.targets.gate();
    if (gate.isPaused || this.isStopping) return;
    if (gate.holdCode !== null && !(await this.probe(order, settings.pushBatchBytes))) return;
    const { secondsSinceRelease } = gate.holdCode === null ? gate : await this.targets.gate();
    this.line = new DeliveryLine(this.parts(), order, limitsOf(order), secondsSinceRelease);
    try {
      await this.line.run();
    } finally {
      this.line = undefined;
    }
  }

  /**
   * Settings are others now: the run under way finishes its requests, and the next one goes by them.
   *
   * @param isTargetAnother what a hold was opened for may be over
   */
  settingsChanged(isTargetAnother: boolean): void {
    // Only once the requests under way are settled: one of them might open the hold again.
    this.isTargetAnother ||= isTargetAnother;
    this.line?.stop();
  }

  /** Something new is due: a run under way takes it too. */
  poke(): void {
    this.line?.poke();
  }

  /** Frees what killed workers held. */
  async reclaimExpired(): Promise<void> {
    const count = await this.queue.reclaimExpired();
    if (count > 0) this.logger.warn(`${count} items whose worker vanished are in the line again`);
  }

  nextDueAt(): Promise<Date | undefined> {
    return this.queue.nextDueAt();
  }

  /** After a start the settings may be others: a hold is looked at anew. */
  lookAtHoldAnew(): Promise<void> {
    return this.targets.probeNow();
  }

  /** Lets the requests under way finish and claims nothing more. */
  stop(): void {
    this.isStopping = true;
    this.line?.stop();
  }

  /** Waits for no answer any more: what is under way goes back into the line. */
  async abandon(): Promise<void> {
    this.stop();
    await this.deliverer.abandon();
  }

  async status(): Promise<PushStatus> {
    const settings = this.settings.current();
    const [target, queue, copy] = await Promise.all([
      this.targets.find(),
      this.queue.counts(),
      this.copies.unconfirmed(),
    ]);
    const now = this.clock.now();
    const rules = rulesOf(settings);
    return {
      push: {
        enabled: settings.integrationEnabled && settings.pushEnabled,
        profile: settings.pushProfile,
        baseUrl: settings.pushBaseUrl ?? null,
        tokenUrl: settings.pushTokenUrl ?? null,
        lastDeliveryAt: target?.lastDeliveryAt?.toISOString() ?? null,
        pause: target?.pauseFrom
          ? {
              from: target.pauseFrom.toISOString(),
              to: target.pauseTo?.toISOString() ?? null,
              reason: target.pauseReason,
              by: target.pausedBy ?? '',
            }
          : null,
        nextAttempts: expectedAttempts(rules.maxAttempts, rules, now).map((at) => at.toISOString()),
      },
      queue,
      holds: holdViews(settings, target, {
        waiting: queue.queued + queue.failed,
        startedAt: this.startedAt,
        now,
        copy,
      }),
    };
  }

  /** Only a probe ends a hold: the success of a request that was under way when it began says nothing of now. */
  private async probe(order: DeliveryOrder, batchBytes: number): Promise<boolean> {
    const code = await this.targets.takeProbe();
    if (code === undefined) return false;
    const result = await this.prober.probe(order, code, batchBytes);
    if (result === 'nothing') await this.targets.putProbeBack();
    else if (result !== 'taken') await this.openHold(result.trouble, { isProbe: true });
    else if (await this.targets.closeHold()) {
      this.breaker.reset();
      await this.noteDelivered();
      this.logger.log('Oracle takes completions again.');
      await this.audit.record({
        ...SYSTEM_CALLER,
        action: 'hold.closed',
        target: 'Oracle',
        details: { code },
      });
    }
    return result === 'taken';
  }

  private parts(): LineParts {
    return {
      queue: this.queue,
      ledger: this.ledger,
      mapper: this.mapper,
      deliverer: this.deliverer,
      settling: this.settling,
      breaker: this.breaker,
      clock: this.clock,
      gate: () => this.targets.gate(),
      openHold: (trouble) => this.openHold(trouble, { isProbe: false }),
      noteDelivered: () => this.noteDelivered(),
    };
  }

  private async openHold(trouble: Trouble, { isProbe }: { isProbe: boolean }): Promise<void> {
    const isNew = await this.targets.openHold(trouble, isProbe);
    this.breaker.reset();
    if (!isNew) return;
    this.logger.error(holdSentence(trouble.code, trouble.detail));
    const { code, detail } = trouble;
    await this.audit.record({
      ...SYSTEM_CALLER,
      action: 'hold.opened',
      target: 'Oracle',
      details: { code, detail },
    });
  }

  private async noteDelivered(): Promise<void> {
    const now = this.clock.now().getTime();
    // Once a second is enough for the screen, and keeps the lanes from waiting for each other's row.
    if (now - this.lastNotedAt < 1000) return;
    this.lastNotedAt = now;
    await this.targets.noteDelivery();
  }
}

function holdSentence(code: TroubleCode, detail: string): string {
  const { reason, action } = TROUBLE_WORDS[code];
  return `${reason} Nothing is lost: completions wait. ${action} (${detail})`;
}

function rulesOf(settings: Settings): RetrySchedule & { maxAttempts: number } {
  return {
    maxAttempts: settings.pushMaxAttempts,
    firstSeconds: settings.pushRetryFirstSeconds,
    longestSeconds: settings.pushRetryLongestHours * 3600,
  };
}

function limitsOf({ profile, settings }: DeliveryOrder) {
  const { pushBatchSize, pushBatchBytes, pushConcurrency } = settings;
  const batchSize = Math.min(pushBatchSize, profile.itemsAtOnce(settings) ?? Infinity);
  return { batchSize, batchBytes: pushBatchBytes, concurrency: pushConcurrency };
}
