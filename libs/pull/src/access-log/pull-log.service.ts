import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { describeError, HourlyTallyService } from '@oracle-integration/platform';
import { SettingsService } from '@oracle-integration/settings';
import { type LoggedRequest, PullLogRepository } from './pull-log.repository';

/** Entries are written together, so that a page of a reader waits for none. */
const WRITE_EVERY_MS = 1_000;
const WRITTEN_AT_ONCE = 1_000;
/** More than comes in while PostgreSQL is away for some seconds. What is beyond is counted, and lost. */
const WAITING_MAX = 20_000;

/** The counter of the chart: records that were handed out. */
const PULLED = 'pulled';

/** Keeps the access log: who pulled what, when, from where, and what came of it. */
@Injectable()
export class PullLogService implements OnApplicationShutdown {
  private readonly logger = new Logger(PullLogService.name);
  private waiting: LoggedRequest[] = [];
  private lost = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: PullLogRepository,
    private readonly settings: SettingsService,
    private readonly hours: HourlyTallyService,
  ) {}

  /** Notes a request; it is in the log within seconds. */
  note(request: LoggedRequest): void {
    if (this.waiting.length >= WAITING_MAX) {
      this.lost += 1;
      return;
    }
    this.waiting.push(request);
    this.timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS);
  }

  /** Writes down what waits. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Purges the log; answers how many requests are gone. */
  async purge(olderThanDays: number): Promise<number> {
    await this.flush();
    return this.log.dropOlderThan(olderThanDays);
  }

  /** Makes the days ahead, and drops those that the settings let go. */
  async keepInDays(): Promise<void> {
    await this.log.makeAhead();
    const { retentionLogDays } = this.settings.current();
    if (retentionLogDays > 0) await this.log.dropOlderThan(retentionLogDays, { isByDays: true });
  }

  /** How many requests a purge would take. */
  countOlderThan(days: number): Promise<number> {
    return this.log.countOlderThan(days);
  }

  /** What was answered last is in the log, too. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const some = this.waiting.slice(0, WRITTEN_AT_ONCE);
      try {
        await this.log.add(some, (executor) => this.hours.add(PULLED, recordsIn(some), executor));
      } catch (error) {
        this.logger.warn(
          `${this.waiting.length} requests could not be written to the access log; tried again: ${describeError(error)}`,
        );
        if (this.timer === undefined) this.timer = setTimeout(() => void this.flush(), WRITE_EVERY_MS);
        return;
      }
      this.waiting = this.waiting.slice(some.length);
    }
    if (this.lost > 0) this.logger.warn(`${this.lost} requests are missing in the access log`);
    this.lost = 0;
  }
}

/** Records that were handed out; an acknowledgement hands out none. */
function recordsIn(requests: readonly LoggedRequest[]): number {
  return requests.reduce((sum, { kind, records }) => (kind === 'acknowledgement' ? sum : sum + records), 0);
}
