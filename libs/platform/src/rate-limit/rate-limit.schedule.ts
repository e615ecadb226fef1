import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '../errors/describe-error';
import { RateBudgetRepository } from './rate-budget.repository';

@Injectable()
export class RateLimitSchedule {
  private readonly logger = new Logger(RateLimitSchedule.name);

  constructor(private readonly budgets: RateBudgetRepository) {}

  @Cron(CronExpression.EVERY_30_SECONDS, { name: 'forget-rate-budgets', waitForCompletion: true })
  async forgetEndedBudgets(): Promise<void> {
    try {
      await this.budgets.forgetEnded();
    } catch (error) {
      this.logger.warn(
        `Ended rate budgets could not be removed; tried again in 30 s: ${describeError(error)}`,
      );
    }
  }
}
