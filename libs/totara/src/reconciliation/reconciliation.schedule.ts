import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { ReconciliationService } from './reconciliation.service';

/** Looks every few seconds whether a comparison is due or asked for: one look is one row by an index. */
@Injectable()
export class ReconciliationSchedule implements OnApplicationShutdown {
  private readonly logger = new Logger(ReconciliationSchedule.name);

  constructor(private readonly reconciliation: ReconciliationService) {}

  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'reconcile-totara', waitForCompletion: true })
  async reconcileWhenDue(): Promise<void> {
    try {
      await this.reconciliation.reconcileWhenDue();
    } catch (error) {
      this.logger.error(
        `The comparison with Totara failed; it goes on at the next look: ${describeError(error)}`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reconciliation.stop();
  }
}
