import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError, ENVIRONMENT, type Environment, isWorking } from '@oracle-integration/platform';
import { PurgeService } from '../purge/purge.service';
import { DeliveryLogRepository } from './delivery-log.repository';

/** Keeps the log of deliveries in days, and finishes what managers purged. */
@Injectable()
export class DeliveryLogSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(DeliveryLogSchedule.name);

  constructor(
    private readonly log: DeliveryLogRepository,
    private readonly purges: PurgeService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (isWorking(this.environment.role)) await this.makePartitions();
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'make-log-partitions', waitForCompletion: true })
  async makePartitions(): Promise<void> {
    try {
      await this.log.makeAhead();
    } catch (error) {
      this.logger.warn(
        `Days of the delivery log could not be prepared; tried again in an hour: ${describeError(error)}`,
      );
    }
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'finish-purges', waitForCompletion: true })
  async finishPurges(): Promise<void> {
    try {
      await this.purges.removePurged();
    } catch (error) {
      this.logger.warn(
        `Purged items could not be removed; tried again in 5 seconds: ${describeError(error)}`,
      );
    }
  }
}
