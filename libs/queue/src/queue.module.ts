import { Module } from '@nestjs/common';
import { QueueItemRepository } from './queue-item.repository';
import { QueueService } from './queue.service';

@Module({ providers: [QueueItemRepository, QueueService], exports: [QueueService] })
export class QueueModule {}
