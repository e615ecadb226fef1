import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
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
import { QUEUE_CHANNEL } from '@oracle-integration/queue';
import { definitionOf, SETTING_KEYS, type SettingKey, SettingsService } from '@oracle-integration/settings';
import { PushService } from './push.service';

/** How long requests under way may take once we are told to stop; the whole must be over in ten seconds. */
const FINISH_MS = 6_000;

/** Where and as whom deliveries go out. */
const TARGET_SETTINGS: readonly SettingKey[] = [
  'pushProfile',
  'pushBaseUrl',
  'pushTokenUrl',
  'pushClientId',
  'pushClientSecret',
  'pushClientAuth',
  'pushPrivateKey',
  'pushKeyId',
  'pushAssertionAudience',
  'pushScope',
  'pushAllowPrivateTargets',
  'pushCaCertificate',
  ...SETTING_KEYS.filter((key) => definitionOf(key).profiles),
];
/** Whether they go out, and how. */
const RUN_SETTINGS: readonly SettingKey[] = [
  'integrationEnabled',
  'pushEnabled',
  'pushBatchSize',
  'pushBatchBytes',
  'pushConcurrency',
  'pushIntervalSeconds',
  'pushMaxAttempts',
  'pushRetryFirstSeconds',
  'pushRetryLongestHours',
];

/**
 * When deliveries go out: every `PUSH_INTERVAL_SECONDS`, when an item falls due, and at once when a new completion is
 * announced, or when settings change. One delivery run at a time; what comes during a run starts the next.
 */
@Injectable()
export class PushSchedule implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger(PushSchedule.name);
  private running: Promise<void> | undefined;
  private isWanted = false;
  private nextRunAt = 0;
  private patience: NodeJS.Timeout | undefined;
  private readonly unsubscribes: (() => void)[] = [];

  constructor(
    private readonly push: PushService,
    private readonly settings: SettingsService,
    private readonly notifications: NotificationListener,
    private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!isWorking(this.environment.role)) return;
    this.unsubscribes.push(
      this.notifications.subscribe(QUEUE_CHANNEL, () => void this.wake()),
      this.settings.watch(TARGET_SETTINGS, () => this.goByNewSettings(true)),
      this.settings.watch(RUN_SETTINGS, () => this.goByNewSettings(false)),
    );
    await this.push.lookAtHoldAnew();
  }

  @Cron(CronExpression.EVERY_SECOND, { name: 'deliver-due-items', waitForCompletion: true })
  async deliverWhenDue(): Promise<void> {
    if (this.clock.now().getTime() >= this.nextRunAt) await this.wake();
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'reclaim-expired-leases', waitForCompletion: true })
  async reclaimExpiredLeases(): Promise<void> {
    try {
      await this.push.reclaimExpired();
    } catch (error) {
      this.logger.warn(`Expired leases could not be looked at: ${describeError(error)}`);
    }
  }

  /** Before the last HTTP requests are answered, so that both come to their end at the same time. */
  onModuleDestroy(): void {
    this.unsubscribes.forEach((unsubscribe) => unsubscribe());
    this.isWanted = false;
    this.push.stop();
    this.patience = setTimeout(() => void this.push.abandon(), FINISH_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
    clearTimeout(this.patience);
  }

  private goByNewSettings(isTargetAnother: boolean): void {
    this.push.settingsChanged(isTargetAnother);
    void this.wake();
  }

  private wake(): Promise<void> {
    this.isWanted = true;
    this.push.poke();
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  private async run(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.push.deliverDue();
        await this.planNext();
      } catch (error) {
        this.logger.error(`Delivering was interrupted; tried again shortly: ${describeError(error)}`);
        this.nextRunAt = this.clock.now().getTime() + 2_000;
      }
    }
  }

  /** The next run: after the interval, or when the first waiting item falls due or a probe is due, if that is sooner. */
  private async planNext(): Promise<void> {
    const now = this.clock.now().getTime();
    const interval = now + this.settings.current().pushIntervalSeconds * 1000;
    const dueAt = (await this.push.nextDueAt())?.getTime() ?? Number.POSITIVE_INFINITY;
    this.nextRunAt = Math.max(now + 900, Math.min(interval, dueAt));
  }
}
