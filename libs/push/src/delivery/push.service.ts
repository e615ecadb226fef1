import { Injectable, Logger } from '@nestjs/common';
import type { OverviewView } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { SettingsService } from '@oracle-integration/settings';
import { deliveryTargetOf } from '../target/delivery-target';
import { Deliverer, type DeliveryOrder } from './deliverer';
import { holdViews } from './hold.mapper';
import { PushTargetRepository } from './push-target.repository';
import { TROUBLE_WORDS, type Trouble } from './trouble';

/** While a target in trouble is probed, few items are put at stake. */
const PROBE_SIZE = 10;

/** What a manager sees of Push. */
export type PushStatus = Pick<OverviewView, 'push' | 'queue' | 'holds'>;

/** Delivers what is due, as long as there is anything and the target takes it. */
@Injectable()
export class PushService {
  private readonly logger = new Logger(PushService.name);
  private isStopping = false;
  private lastNotedAt = 0;
  private readonly startedAt: Date;

  constructor(
    private readonly settings: SettingsService,
    private readonly queue: QueueService,
    private readonly deliverer: Deliverer,
    private readonly targets: PushTargetRepository,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  /** Sends everything that is due, `PUSH_CONCURRENCY` requests at a time. */
  async deliverDue(): Promise<void> {
    const settings = this.settings.current();
    const target = deliveryTargetOf(settings);
    if (!settings.integrationEnabled || !settings.pushEnabled || 'missing' in target) return;
    const order = { target: target.target, maxAttempts: settings.pushMaxAttempts };

    const hold = await this.targets.hold();
    if (hold && !(hold.isProbeDue && (await this.probe(order)))) return;
    const lane = () => this.runLane(order, settings.pushBatchSize);
    await Promise.all(Array.from({ length: settings.pushConcurrency }, lane));
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
  }

  async status(): Promise<PushStatus> {
    const settings = this.settings.current();
    const [target, queue] = await Promise.all([this.targets.find(), this.queue.counts()]);
    return {
      push: {
        enabled: settings.integrationEnabled && settings.pushEnabled,
        profile: settings.pushProfile,
        baseUrl: settings.pushBaseUrl ?? null,
        tokenUrl: settings.pushTokenUrl ?? null,
        lastDeliveryAt: target?.lastDeliveryAt?.toISOString() ?? null,
      },
      queue,
      holds: holdViews(settings, target, { waiting: queue.queued + queue.failed, startedAt: this.startedAt }),
    };
  }

  /** Claims and delivers until nothing is due, the target is in trouble, or we stop. */
  private async runLane(order: DeliveryOrder, batchSize: number): Promise<void> {
    // A hold that another lane or another process opened stops this one too.
    while (!this.isStopping && !(await this.targets.hold())) {
      const { size, trouble } = await this.deliverOnce(order, batchSize);
      if (trouble) await this.openHold(trouble, { isProbe: false });
      if (trouble || size === 0) return;
    }
  }

  /**
   * Tries a target in trouble with a few items; true when it takes them again. Only a probe ends a hold: the success
   * of a request that was under way when the hold began says nothing of now.
   */
  private async probe(order: DeliveryOrder): Promise<boolean> {
    const { size, trouble } = await this.deliverOnce(order, PROBE_SIZE);
    if (size === 0) return false;
    if (trouble) await this.openHold(trouble, { isProbe: true });
    else if (await this.targets.closeHold()) this.logger.log('Oracle takes completions again.');
    return !trouble;
  }

  private async deliverOnce(
    order: DeliveryOrder,
    limit: number,
  ): Promise<{ size: number; trouble: Trouble | undefined }> {
    const claim = await this.queue.claimDue(limit);
    if (claim.items.length === 0) return { size: 0, trouble: undefined };
    const { delivered, trouble } = await this.deliverer.deliver(claim, order);
    if (!trouble) await this.noteSuccess(delivered);
    return { size: claim.items.length, trouble };
  }

  private async openHold(trouble: Trouble, { isProbe }: { isProbe: boolean }): Promise<void> {
    const isNew = await this.targets.openHold(trouble, isProbe);
    const { reason, action } = TROUBLE_WORDS[trouble.code];
    if (isNew)
      this.logger.error(`${reason} Nothing is lost: completions wait. ${action} (${trouble.detail})`);
  }

  private async noteSuccess(delivered: number): Promise<void> {
    const now = this.clock.now().getTime();
    // Once a second is enough for the screen, and keeps the lanes from waiting for each other's row.
    if (delivered === 0 || now - this.lastNotedAt < 1000) return;
    this.lastNotedAt = now;
    await this.targets.noteDelivery();
  }
}
