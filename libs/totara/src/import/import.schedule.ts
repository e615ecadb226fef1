import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import {
  describeError,
  ENVIRONMENT,
  type Environment,
  isWorking,
  NotificationListener,
} from '@oracle-integration/platform';
import { IMPORT_CHANNEL } from './import.repository';
import { ImportUploadService } from './upload/import-upload.service';
import { ImportWorkService } from './work/import-work.service';
import { RowRemoval } from './work/row-removal';

/** When imports are worked on: at once when a manager asks, and every few seconds for what somebody else left. */
@Injectable()
export class ImportSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ImportSchedule.name);
  private running: Promise<void> | undefined;
  private removing: Promise<void> | undefined;
  private isWanted = false;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly work: ImportWorkService,
    private readonly removal: RowRemoval,
    private readonly uploads: ImportUploadService,
    private readonly notifications: NotificationListener,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (!isWorking(this.environment.role)) return;
    this.unsubscribe = this.notifications.subscribe(IMPORT_CHANNEL, () => void this.wake());
  }

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'work-on-imports', waitForCompletion: true })
  async workOnImports(): Promise<void> {
    await this.wake();
  }

  @Cron(CronExpression.EVERY_10_SECONDS, { name: 'remove-import-rows', waitForCompletion: true })
  async removeRows(): Promise<void> {
    this.removing = this.removeDue();
    await this.removing;
  }

  async onApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    this.isWanted = false;
    this.work.stop();
    await Promise.allSettled([this.running, this.removing]);
  }

  private wake(): Promise<void> {
    this.isWanted = true;
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  private async run(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      try {
        await this.work.workOnDue();
      } catch (error) {
        this.logger.error(`Imports could not be worked on; tried again in 5 s: ${describeError(error)}`);
      }
    }
  }

  private async removeDue(): Promise<void> {
    try {
      await this.uploads.giveUpSilent();
      await this.removal.removeDue(() => this.work.mayGoOn);
    } catch (error) {
      this.logger.error(`Rows of imports could not be removed; tried again in 10 s: ${describeError(error)}`);
    }
  }
}
