import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { ErasureRunner } from './erasure-runner';

@Injectable()
export class ErasureSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(ErasureSchedule.name);

  constructor(private readonly runner: ErasureRunner) {}

  /** Goes on with what a process that was stopped or killed left open. */
  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'work-on-erasures', waitForCompletion: true })
  async workOnErasures(): Promise<void> {
    try {
      await this.runner.work();
    } catch (error) {
      this.logger.error(
        `Erasures could not be looked at; tried again in five seconds: ${describeError(error)}`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}
