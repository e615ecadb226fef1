import { Injectable } from '@nestjs/common';
import type { PurgedView, PurgeRequest, RequeuedView, RequeueRequest } from '@oracle-integration/contracts';
import { PurgeService, QueueService } from '@oracle-integration/queue';

/** The actions of the control panel on many items. */
@Injectable()
export class QueueActionsService {
  constructor(
    private readonly queue: QueueService,
    private readonly purges: PurgeService,
  ) {}

  async requeue({ statuses = ['failed', 'dead'], dryRun, ...filter }: RequeueRequest): Promise<RequeuedView> {
    const wanted = { statuses, ...filter };
    if (!dryRun) return this.queue.requeue(wanted);
    return this.queue.previewRequeue(wanted);
  }

  async purgeSent({ olderThanDays, dryRun }: PurgeRequest, by: string): Promise<PurgedView> {
    const purged = dryRun
      ? await this.purges.countSent(olderThanDays)
      : await this.purges.purgeSent(olderThanDays, by);
    return { purged };
  }

  async purgeLogs({ olderThanDays, dryRun }: PurgeRequest): Promise<PurgedView> {
    const purged = dryRun
      ? await this.purges.countLogs(olderThanDays)
      : await this.purges.purgeLogs(olderThanDays);
    return { purged };
  }
}
