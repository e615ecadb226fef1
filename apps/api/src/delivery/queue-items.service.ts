import { Injectable } from '@nestjs/common';
import { QueueListService } from '@oracle-integration/completions';
import type {
  ListQueueParams,
  QueueGroupsView,
  QueueItemDetailView,
  QueuePageView,
} from '@oracle-integration/contracts';
import { RequestPreviewService } from '@oracle-integration/push';

/** What managers see of the queue: the items, and how Push speaks to Oracle about them. */
@Injectable()
export class QueueItemsService {
  constructor(
    private readonly queue: QueueListService,
    private readonly requests: RequestPreviewService,
  ) {}

  page(params: ListQueueParams): Promise<QueuePageView> {
    return this.queue.page(params);
  }

  groups(): Promise<QueueGroupsView> {
    return this.queue.groups();
  }

  async item(id: string): Promise<QueueItemDetailView> {
    const { item, publicJson, view, history } = await this.queue.item(id);
    const request = publicJson === undefined ? null : await this.requests.preview(item, publicJson);
    return { ...view, history, request };
  }
}
