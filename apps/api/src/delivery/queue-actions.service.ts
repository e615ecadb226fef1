import { Injectable } from '@nestjs/common';
import { LedgerRequeueService } from '@oracle-integration/completions';
import type { PurgedView, PurgeRequest, RequeuedView, RequeueRequest } from '@oracle-integration/contracts';
import { PullLogService } from '@oracle-integration/pull';
import { PurgeService } from '@oracle-integration/queue';

/** The actions of the control panel on many items. */
@Injectable()
export class QueueActionsService {
  constructor(
    private readonly requeues: LedgerRequeueService,
    private readonly purges: PurgeService,
    private readonly pullLog: PullLogService,
  ) {}

  requeue(request: RequeueRequest): Promise<RequeuedView> {
    return this.requeues.requeue(request);
  }

  async purgeSent({ olderThanDays, dryRun }: PurgeRequest, by: string): Promise<PurgedView> {
    const purged = dryRun
      ? await this.purges.countSent(olderThanDays)
      : await this.purges.purgeSent(olderThanDays, by);
    return { purged };
  }

  /** Both logs: attempts of deliveries, and requests of those who pull. */
  async purgeLogs({ olderThanDays, dryRun }: PurgeRequest): Promise<PurgedView> {
    const [attempts, requests] = dryRun
      ? [await this.purges.countLogs(olderThanDays), await this.pullLog.countOlderThan(olderThanDays)]
      : [await this.purges.purgeLogs(olderThanDays), await this.pullLog.purge(olderThanDays)];
    return { purged: attempts + requests };
  }
}
