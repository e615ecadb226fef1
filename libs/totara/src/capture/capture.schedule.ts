import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService } from './capture.service';
import { SITE_SETTINGS } from './same-site';

/** Looks at Totara every `TOTARA_POLL_SECONDS`; the tick is shorter so that a changed setting holds at once. */
@Injectable()
export class CaptureSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(CaptureSchedule.name);
  private lastLookAt = 0;
  private unwatch: () => void = () => undefined;

  constructor(
    private readonly capture: CaptureService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** A site that was just connected is looked at with the next tick. */
  onApplicationBootstrap(): void {
    this.unwatch = this.settings.watch(SITE_SETTINGS, () => (this.lastLookAt = 0));
  }

  @Cron(CronExpression.EVERY_SECOND, { name: 'capture-totara', waitForCompletion: true })
  async captureWhenDue(): Promise<void> {
    const now = this.clock.now().getTime();
    // Half a second of tolerance: ticks come at whole seconds, a little early or late.
    if (now - this.lastLookAt < this.settings.current().totaraPollSeconds * 1000 - 500) return;
    this.lastLookAt = now;
    try {
      await this.capture.capture();
    } catch (error) {
      this.logger.error(
        `What Totara holds could not be recorded; tried again at the next look: ${describeError(error)}`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.unwatch();
    await this.capture.stop();
  }
}
