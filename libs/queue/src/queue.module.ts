import { Module } from '@nestjs/common';
import { DeliveryHistoryRepository } from './delivery-history.repository';
import { EnqueueingRepository } from './enqueueing.repository';
import { QueueItemRepository } from './queue-item.repository';
import { QueueService } from './queue.service';

@Module({
  providers: [EnqueueingRepository, QueueItemRepository, DeliveryHistoryRepository, QueueService],
  exports: [QueueService],
})
export class QueueModule {}
