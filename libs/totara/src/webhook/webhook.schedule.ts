import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import {
  Clock,
  describeError,
  ENVIRONMENT,
  type Environment,
  isWorking,
  NotificationListener,
} from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { SITE_SETTINGS } from '../capture/same-site';
import { FollowUpService } from './follow-up/follow-up.service';
import { WEBHOOK_CHANNEL } from './webhook-message.repository';
import { WebhookPurgeService } from './webhook-purge.service';

/** Announcements may be lost: looked for anyway after so long. */
const LOOK_EVERY_MS = 5_000;
/** A site that cannot be asked is not asked at each message. */
const TROUBLE_PAUSE_MS = 30_000;

/** When messages are followed up: at once when one is announced or the site is another, when one falls due, and every few seconds. */
@Injectable()
export class WebhookSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(WebhookSchedule.name);
  private running: Promise<void> | undefined;
  private isWanted = false;
  private nextRunAt = 0;
  private pausedUntil = 0;
  private readonly unsubscribes: (() => void)[] = [];

  constructor(
    private readonly followUps: FollowUpService,
    private readonly purges: WebhookPurgeService,
    private readonly settings: SettingsService,
    private readonly notifications: NotificationListener,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (!isWorking(this.environment.role)) return;
    this.unsubscribes.push(
      this.notifications.subscribe(WEBHOOK_CHANNEL, () => void this.wake()),
      this.settings.watch(SITE_SETTINGS, () => this.goByNewSettings()),
    );
  }

  @Cron(CronExpression.EVERY_SECOND, { name: 'follow-up-webhooks', waitForCompletion: true })
  async followUpWhenDue(): Promise<void> {
    if (this.clock.now().getTime() >= this.nextRunAt) await this.wake();
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'reclaim-webhooks', waitForCompletion: true })
  async reclaimExpired(): Promise<void> {
    try {
      await this.followUps.reclaimExpired();
    } catch (error) {
      this.logger.warn(`Expired leases of messages could not be looked at: ${describeError(error)}`);
    }
  }

  @Cron(CronExpression.EVERY_10_MINUTES, { name: 'purge-webhooks', waitForCompletion: true })
  async purge(): Promise<void> {
    try {
      await this.purges.purgeOld();
    } catch (error) {
      this.logger.warn(
        `Old messages could not be deleted; tried again in 10 minutes: ${describeError(error)}`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribes.forEach((unsubscribe) => unsubscribe());
    this.isWanted = false;
    this.followUps.stop();
    await this.running;
  }

  /** The trouble was with the site as it was configured then. */
  private goByNewSettings(): void {
    this.pausedUntil = 0;
    void this.wake();
  }

  private async wake(): Promise<void> {
    if (this.clock.now().getTime() < this.pausedUntil) return;
    this.isWanted = true;
    this.running ??= this.run().finally(() => (this.running = undefined));
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        const came = await this.followUps.followUp();
        await this.planNext(came === 'source_trouble');
      } catch (error) {
        this.logger.error(
          `Following messages up was interrupted; tried again shortly: ${describeError(error)}`,
        );
        this.nextRunAt = this.clock.now().getTime() + LOOK_EVERY_MS;
      }
    }
  }

  private async planNext(isSourceTrouble: boolean): Promise<void> {
    const now = this.clock.now().getTime();
    if (isSourceTrouble) {
      this.pausedUntil = now + TROUBLE_PAUSE_MS;
      this.nextRunAt = this.pausedUntil;
      this.isWanted = false;
      return;
    }
    const dueAt = (await this.followUps.nextDueAt())?.getTime() ?? Number.POSITIVE_INFINITY;
    this.nextRunAt = Math.max(now + 900, Math.min(now + LOOK_EVERY_MS, dueAt));
  }
}
