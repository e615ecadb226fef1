import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { AlertService } from './alert.service';

@Injectable()
export class AlertSchedule {
  private readonly logger = new Logger(AlertSchedule.name);

  constructor(private readonly alerts: AlertService) {}

  @Cron(CronExpression.EVERY_30_SECONDS, { name: 'tell-people', waitForCompletion: true })
  async tellPeople(): Promise<void> {
    try {
      await this.alerts.round();
    } catch (error) {
      this.logger.warn(
        `Alerts could not be looked at; tried again in half a minute: ${describeError(error)}`,
      );
    }
  }
}
