import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { RetentionService } from './retention.service';

/** Applies the retention every hour: whoever shortens it need not wait for the night. */
@Injectable()
export class RetentionSchedule {
  private readonly logger = new Logger(RetentionSchedule.name);

  constructor(private readonly retention: RetentionService) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'apply-retention', waitForCompletion: true })
  async apply(): Promise<void> {
    try {
      await this.retention.apply();
    } catch (error) {
      this.logger.warn(
        `What is too old could not be removed; tried again in an hour: ${describeError(error)}`,
      );
    }
  }
}
