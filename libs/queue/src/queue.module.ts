import { Module } from '@nestjs/common';
import { DeliveryHistoryRepository } from './delivery-history.repository';
import { EnqueueingRepository } from './enqueueing.repository';
import { DeliveryFiguresService } from './figures/delivery-figures.service';
import { QueueListingRepository } from './listing/queue-listing.repository';
import { QueueListingService } from './listing/queue-listing.service';
import { QueueErasure } from './erasure/queue-erasure';
import { LoadedDeliveries } from './loading/loaded-deliveries';
import { DeliveryLogRepository } from './log/delivery-log.repository';
import { DeliveryLogSchedule } from './log/delivery-log.schedule';
import { PurgeRepository } from './purge/purge.repository';
import { PurgeService } from './purge/purge.service';
import { QueueItemRepository } from './queue-item.repository';
import { QueueService } from './queue.service';
import { RequeueRepository } from './requeue/requeue.repository';
import { RequeueService } from './requeue/requeue.service';

@Module({
  providers: [
    EnqueueingRepository,
    QueueItemRepository,
    DeliveryHistoryRepository,
    RequeueRepository,
    RequeueService,
    PurgeRepository,
    PurgeService,
    DeliveryLogRepository,
    DeliveryLogSchedule,
    QueueListingRepository,
    QueueListingService,
    DeliveryFiguresService,
    QueueErasure,
    LoadedDeliveries,
    QueueService,
  ],
  exports: [
    QueueService,
    QueueListingService,
    DeliveryFiguresService,
    RequeueService,
    PurgeService,
    QueueErasure,
    LoadedDeliveries,
  ],
})
export class QueueModule {}
