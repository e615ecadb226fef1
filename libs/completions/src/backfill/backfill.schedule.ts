import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { BackfillRunner } from './backfill-runner';

@Injectable()
export class BackfillSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(BackfillSchedule.name);

  constructor(private readonly runner: BackfillRunner) {}

  @Cron(CronExpression.EVERY_SECOND, { name: 'work-on-backfills', waitForCompletion: true })
  async workOnBackfills(): Promise<void> {
    try {
      await this.runner.work();
    } catch (error) {
      this.logger.error(`Backfills could not be looked at; tried again in a second: ${describeError(error)}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
