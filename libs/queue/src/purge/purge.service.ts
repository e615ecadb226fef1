import { Injectable } from '@nestjs/common';
import { DeliveryLogRepository } from '../log/delivery-log.repository';
import { PurgeRepository } from './purge.repository';

/** Removes what a manager does not need to see any more. That Oracle has a completion is never forgotten. */
@Injectable()
export class PurgeService {
  constructor(
    private readonly purges: PurgeRepository,
    private readonly log: DeliveryLogRepository,
  ) {}

  /** How many sent items a purge would take. */
  countSent(olderThanDays: number): Promise<number> {
    return this.purges.countSentBefore(olderThanDays);
  }

  /**
   * Purges items that were sent longer ago than so many days. They count as gone at once and are removed within the
   * next seconds; a receipt stays of each, so that nothing is sent twice for having been purged.
   */
  purgeSent(olderThanDays: number, requestedBy: string): Promise<number> {
    return this.purges.begin(olderThanDays, requestedBy);
  }

  /** Purges the log of deliveries; answers how many attempts are gone. */
  purgeLogs(olderThanDays: number): Promise<number> {
    return this.log.dropOlderThan(olderThanDays);
  }

  /** Purges the days of the log that are over for so long, as whole days; answers how many attempts are gone. */
  purgeLogDays(olderThanDays: number): Promise<number> {
    return this.log.dropOlderThan(olderThanDays, { isByDays: true });
  }

  /** How many attempts a purge of the log would take. */
  countLogs(olderThanDays: number): Promise<number> {
    return this.log.countOlderThan(olderThanDays);
  }

  itemsLeft(): Promise<number> {
    return this.purges.itemsLeft();
  }

  /** Removes what was purged, bit by bit, until nothing is left. */
  async removePurged(): Promise<void> {
    while (await this.purges.removeSome());
  }
}
