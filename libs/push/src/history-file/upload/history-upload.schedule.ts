import { Injectable, Logger, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { HistoryUploader } from './history-uploader';

/** How long a request under way may take once we are told to stop; the whole must be over in ten seconds. */
const FINISH_MS = 6_000;

@Injectable()
export class HistoryUploadSchedule implements OnModuleDestroy, OnApplicationShutdown {
  private readonly logger = new Logger(HistoryUploadSchedule.name);
  private running: Promise<void> = Promise.resolve();
  private patience: NodeJS.Timeout | undefined;

  constructor(private readonly uploader: HistoryUploader) {}

  @Cron(CronExpression.EVERY_SECOND, { name: 'upload-history-files', waitForCompletion: true })
  async uploadHistoryFiles(): Promise<void> {
    this.running = this.work();
    await this.running;
  }

  onModuleDestroy(): void {
    this.uploader.stop();
    this.patience = setTimeout(() => void this.uploader.abandon(), FINISH_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
    clearTimeout(this.patience);
  }

  private async work(): Promise<void> {
    try {
      await this.uploader.work();
    } catch (error) {
      this.logger.error(
        `Uploads of history files could not be looked at; tried again in a second: ${describeError(error)}`,
      );
    }
  }
}
