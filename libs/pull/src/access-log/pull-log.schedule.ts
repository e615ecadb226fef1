import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError, ENVIRONMENT, type Environment, isWorking } from '@oracle-integration/platform';
import { PullLogService } from './pull-log.service';

/** Keeps the access log in days. */
@Injectable()
export class PullLogSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(PullLogSchedule.name);

  constructor(
    private readonly log: PullLogService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (isWorking(this.environment.role)) await this.keepInDays();
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'keep-pull-log-in-days', waitForCompletion: true })
  async keepInDays(): Promise<void> {
    try {
      await this.log.keepInDays();
    } catch (error) {
      this.logger.warn(
        `Days of the access log could not be prepared; tried again in an hour: ${describeError(error)}`,
      );
    }
  }
}
