import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { describeError, LeaseService } from '@oracle-integration/platform';
import { QueueService } from '@oracle-integration/queue';
import { MappingRelease } from './mapping-release.service';

const LEASE = 'mapping-release';
/** A little less than the hour, so that the next one finds it free. */
const LEASE_SECONDS = 3_500;

/** Once an hour, in one process: what Totara may have mended meanwhile is looked at anew. */
@Injectable()
export class MappingSchedule {
  private readonly logger = new Logger(MappingSchedule.name);

  constructor(
    private readonly release: MappingRelease,
    private readonly queue: QueueService,
    private readonly leases: LeaseService,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { name: 'release-unmapped-items', waitForCompletion: true })
  async releaseUnmappedItems(): Promise<void> {
    try {
      const { parked, queued } = await this.queue.counts();
      // What was released an hour ago may still be on its way.
      if (parked === 0 || queued > parked) return;
      if (await this.leases.acquire(LEASE, LEASE_SECONDS)) await this.release.timePassed();
    } catch (error) {
      this.logger.error(`What waits for a mapping could not be looked at: ${describeError(error)}`);
    }
  }
}
