import { Controller, Get, Param, Query } from '@nestjs/common';
import type { QueueGroupsView, QueueItemDetailView, QueuePageView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ListQueueQuery, QueueItemParams } from './queue.dto';
import { QueueItemsService } from './queue-items.service';

@Controller('api/admin/queue')
export class QueueController {
  constructor(private readonly items: QueueItemsService) {}

  /** The items of the queue, by status, words, cause or course. */
  @Get()
  @Access('view')
  list(@Query() query: ListQueueQuery): Promise<QueuePageView> {
    return this.items.page(query);
  }

  /** What is stopped, by cause, and who must act. */
  @Get('groups')
  @Access('view')
  groups(): Promise<QueueGroupsView> {
    return this.items.groups();
  }

  /** One item with every attempt, and the request it is sent by. */
  @Get(':id')
  @Access('view')
  item(@Param() { id }: QueueItemParams): Promise<QueueItemDetailView> {
    return this.items.item(id);
  }
}
