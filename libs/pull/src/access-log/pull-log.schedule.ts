import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError, ENVIRONMENT, type Environment } from '@oracle-integration/platform';
import { PullLogRepository } from './pull-log.repository';

/** Keeps the access log in days. */
@Injectable()
export class PullLogSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(PullLogSchedule.name);

  constructor(
    private readonly log: PullLogRepository,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.environment.role !== 'api') await this.makePartitions();
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'make-pull-log-partitions', waitForCompletion: true })
  async makePartitions(): Promise<void> {
    try {
      await this.log.makeAhead();
    } catch (error) {
      this.logger.warn(
        `Days of the access log could not be prepared; tried again in an hour: ${describeError(error)}`,
      );
    }
  }
}
