import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError } from '@oracle-integration/platform';
import { NUMBER_SOURCE_SETTINGS, SettingsService } from '@oracle-integration/settings';
import { SITE_SETTINGS } from '../capture/same-site';
import { NumberWalk } from './number-walk';

/** Reads numbers anew once an hour, and at once when the settings name another place for them. */
@Injectable()
export class NumbersSchedule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NumbersSchedule.name);
  private unwatch: () => void = () => undefined;

  constructor(
    private readonly numbers: NumberWalk,
    private readonly settings: SettingsService,
  ) {}

  onApplicationBootstrap(): void {
    const keys = [...SITE_SETTINGS, ...NUMBER_SOURCE_SETTINGS];
    this.unwatch = this.settings.watch(keys, () => void this.readNumbersAnew());
    // What the environment asks for may be new with this start.
    void this.readNumbersAnew();
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'read-numbers', waitForCompletion: true })
  async readNumbersAnew(): Promise<void> {
    try {
      await this.numbers.walk();
    } catch (error) {
      this.logger.error(`The numbers in Totara could not be read anew: ${describeError(error)}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.unwatch();
    await this.numbers.stop();
  }
}
