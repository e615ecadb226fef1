import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { profileOf } from '../profile/profiles';
import { deliveryTargetOf } from '../target/delivery-target';
import { CircuitBreaker } from './circuit-breaker';
import type { DeliveryOrder } from './deliverer';
import type { DeliveryLine, LineOwner } from './delivery-line';
import { DeliveryLines } from './delivery-lines';
import { Prober } from './prober';
import { PushTargetRepository } from './push-target.repository';
import { retryRulesOf } from './retry-policy';
import { TargetHolds } from './target-holds';
import type { Trouble } from './trouble';

/** Delivers what is due, as long as there is anything and the target takes it. */
@Injectable()
export class PushService {
  private readonly logger = new Logger(PushService.name);
  private readonly breaker = new CircuitBreaker();
  private line: DeliveryLine | undefined;
  private isStopping = false;
  private isTargetAnother = false;
  private lastNotedAt = 0;

  constructor(
    private readonly settings: SettingsService,
    private readonly queue: QueueService,
    private readonly lines: DeliveryLines,
    private readonly prober: Prober,
    private readonly targets: PushTargetRepository,
    private readonly holds: TargetHolds,
    private readonly clock: Clock,
  ) {}

  /** Sends everything that is due, `PUSH_CONCURRENCY` requests at a time. One run at a time. */
  async deliverDue(): Promise<void> {
    if (this.isTargetAnother) await this.lookAtHoldAnew();
    this.isTargetAnother = false;
    const settings = this.settings.current();
    const profile = profileOf(settings);
    const target = deliveryTargetOf(settings, profile.missing(settings));
    if (!settings.integrationEnabled || !settings.pushEnabled || 'missing' in target) return;
    const order = { target: target.target, profile, settings, ...retryRulesOf(settings) };

    const gate = await this.targets.gate();
    if (gate.isPaused || this.isStopping) return;
    if (gate.holdCode !== null && !(await this.probe(order, settings.pushBatchBytes))) return;
    const { secondsSinceRelease } = gate.holdCode === null ? gate : await this.targets.gate();
    this.line = this.lines.begin(order, this.owner(), secondsSinceRelease);
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
    await this.lines.abandon();
  }

  /** Only a probe ends a hold: the success of a request that was under way when it began says nothing of now. */
  private async probe(order: DeliveryOrder, batchBytes: number): Promise<boolean> {
    const code = await this.targets.takeProbe();
    if (code === undefined) return false;
    const result = await this.prober.probe(order, code, batchBytes);
    if (result === 'nothing') await this.targets.putProbeBack();
    else if (result !== 'taken') await this.openHold(result.trouble, { isProbe: true });
    else if (await this.holds.close(code)) {
      this.breaker.reset();
      await this.noteDelivered();
    }
    return result === 'taken';
  }

  private owner(): LineOwner {
    return {
      breaker: this.breaker,
      gate: () => this.targets.gate(),
      openHold: (trouble) => this.openHold(trouble, { isProbe: false }),
      noteDelivered: () => this.noteDelivered(),
    };
  }

  private async openHold(trouble: Trouble, how: { isProbe: boolean }): Promise<void> {
    await this.holds.open(trouble, how);
    this.breaker.reset();
  }

  private async noteDelivered(): Promise<void> {
    const now = this.clock.now().getTime();
    // Once a second is enough for the screen, and keeps the lanes from waiting for each other's row.
    if (now - this.lastNotedAt < 1000) return;
    this.lastNotedAt = now;
    await this.targets.noteDelivery();
  }
}
