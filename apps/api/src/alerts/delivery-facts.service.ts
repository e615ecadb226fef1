import { Injectable } from '@nestjs/common';
import type { QueueCountsView } from '@oracle-integration/contracts';
import { HistoryUploadService, PushStatusService } from '@oracle-integration/push';
import { DeliveryFiguresService } from '@oracle-integration/queue';
import type { AlertFacts } from './alert-conditions';
import { AlertRepository } from './alert.repository';
import { deadGrowth } from './dead-growth';

type DeliveryFacts = Pick<
  AlertFacts,
  'isPushOn' | 'holds' | 'dead' | 'deadGrowth' | 'oldestWaitingAt' | 'failedUploads'
> & { readonly queue: QueueCountsView };

/** What alerts are seen by of the way to Oracle. */
@Injectable()
export class DeliveryFactsService {
  constructor(
    private readonly push: PushStatusService,
    private readonly figures: DeliveryFiguresService,
    private readonly uploads: HistoryUploadService,
    private readonly alerts: AlertRepository,
  ) {}

  async gather(now: Date): Promise<DeliveryFacts> {
    const [{ push, queue, holds }, oldest, failedUploads] = await Promise.all([
      this.push.status(),
      this.figures.oldestWaitingAt(),
      this.uploads.failed(),
    ]);
    return {
      isPushOn: push.enabled,
      queue,
      holds,
      dead: queue.dead,
      deadGrowth: await this.growth(queue.dead, now),
      oldestWaitingAt: oldest === null ? null : new Date(oldest),
      failedUploads,
    };
  }

  private async growth(dead: number, now: Date): Promise<number> {
    const known = await this.alerts.memory();
    const before = {
      lowest: known?.deadLowest == null ? null : Number(known.deadLowest),
      since: known?.deadSince ?? null,
    };
    const { growth, memory } = deadGrowth(before, dead, now);
    if (memory.lowest !== before.lowest || memory.since !== before.since)
      await this.alerts.rememberDead(memory);
    return growth;
  }
}
