import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '../errors/describe-error';
import { HourlyTallyService } from './hourly-tally.service';
import { TallyService } from './tally.service';

@Injectable()
export class TallySchedule {
  private readonly logger = new Logger(TallySchedule.name);

  constructor(
    private readonly tallies: TallyService,
    private readonly hours: HourlyTallyService,
  ) {}

  @Cron(CronExpression.EVERY_30_SECONDS, { name: 'compact-tallies', waitForCompletion: true })
  async compactTallies(): Promise<void> {
    try {
      await this.tallies.compact();
      await this.hours.compact();
    } catch (error) {
      this.logger.warn(`Counters could not be compacted; tried again in 30 s: ${describeError(error)}`);
    }
  }
}
