import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { PreflightRunner } from './preflight-runner';

@Injectable()
export class PreflightSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(PreflightSchedule.name);

  constructor(private readonly runner: PreflightRunner) {}

  @Cron(CronExpression.EVERY_SECOND, { name: 'work-on-preflights', waitForCompletion: true })
  async workOnPreflights(): Promise<void> {
    try {
      await this.runner.work();
    } catch (error) {
      this.logger.error(
        `Preflights could not be looked at; tried again in a second: ${describeError(error)}`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.runner.stop();
  }
}
