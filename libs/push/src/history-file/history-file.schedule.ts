import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { HistoryFileRunner } from './history-file-runner';

@Injectable()
export class HistoryFileSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(HistoryFileSchedule.name);

  constructor(private readonly runner: HistoryFileRunner) {}

  @Cron(CronExpression.EVERY_SECOND, { name: 'make-history-files', waitForCompletion: true })
  async makeHistoryFiles(): Promise<void> {
    try {
      await this.runner.work();
    } catch (error) {
      this.logger.error(
        `History files could not be looked at; tried again in a second: ${describeError(error)}`,
      );
    }
  }

  @Cron(CronExpression.EVERY_MINUTE, { name: 'sweep-history-files', waitForCompletion: true })
  async sweepHistoryFiles(): Promise<void> {
    try {
      await this.runner.sweep();
    } catch (error) {
      this.logger.warn(
        `What history files held could not be removed; tried again in a minute: ${describeError(error)}`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.runner.stop();
  }
}
