import { Injectable, Logger } from '@nestjs/common';
import type { PausePushRequest } from '@oracle-integration/contracts';
import { Clock } from '@oracle-integration/platform';
import { DateTime } from 'luxon';
import { PushPauseEmptyError } from './push.errors';
import { PushTargetRepository } from './push-target.repository';

/** What a manager may do with deliveries as a whole: pause, resume, have a target in trouble tried again now. */
@Injectable()
export class PushControlService {
  private readonly logger = new Logger(PushControlService.name);

  constructor(
    private readonly targets: PushTargetRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws PushPauseEmptyError for a pause that ends before it begins, or is over */
  async pause({ from, to, reason }: PausePushRequest, by: string): Promise<void> {
    const now = this.clock.now();
    const begins = from === undefined ? now : momentOf(from);
    const ends = to === undefined ? undefined : momentOf(to);
    if (ends && (ends <= begins || ends <= now)) throw new PushPauseEmptyError();
    await this.targets.pause({ from: from === undefined ? undefined : begins, to: ends, reason, by });
    this.logger.log(`${by} paused deliveries from ${begins.toISOString()}.`);
  }

  /** Ends the pause, or calls off one that is planned; when there is none, nothing happens. */
  async resume(by: string): Promise<void> {
    if (await this.targets.resume()) this.logger.log(`${by} resumed deliveries.`);
  }

  /** Has a target in trouble tried again within a second. */
  tryNow(): Promise<void> {
    return this.targets.probeNow();
  }
}

/** What names no zone is UTC. */
function momentOf(text: string): Date {
  return DateTime.fromISO(text, { zone: 'utc' }).toJSDate();
}
