import { Module } from '@nestjs/common';
import { DeliveryHistoryRepository } from './delivery-history.repository';
import { EnqueueingRepository } from './enqueueing.repository';
import { DeliveryLogRepository } from './log/delivery-log.repository';
import { DeliveryLogSchedule } from './log/delivery-log.schedule';
import { PurgeRepository } from './purge/purge.repository';
import { PurgeService } from './purge/purge.service';
import { QueueItemRepository } from './queue-item.repository';
import { QueueService } from './queue.service';
import { RequeueRepository } from './requeue.repository';

@Module({
  providers: [
    EnqueueingRepository,
    QueueItemRepository,
    DeliveryHistoryRepository,
    RequeueRepository,
    PurgeRepository,
    PurgeService,
    DeliveryLogRepository,
    DeliveryLogSchedule,
    QueueService,
  ],
  exports: [QueueService, PurgeService],
})
export class QueueModule {}
