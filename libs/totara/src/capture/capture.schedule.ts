import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, describeError } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { CaptureService } from './capture.service';

/** Looks at Totara every `TOTARA_POLL_SECONDS`; the tick is shorter so that a changed setting holds at once. */
@Injectable()
export class CaptureSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(CaptureSchedule.name);
  private lastLookAt = 0;

  constructor(
    private readonly capture: CaptureService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

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
    await this.capture.stop();
  }
}
