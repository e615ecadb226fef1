import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import type { WebhookRequeueView, WebhookStatusView } from '@oracle-integration/contracts';
import { Access, Audited, countsOf } from '@oracle-integration/platform';
import { WebhookStatusService } from './webhook-status.service';

@Controller('api/admin/webhooks')
export class WebhookAdminController {
  constructor(private readonly webhooks: WebhookStatusService) {}

  /** What came, what became of it, and what was turned away. */
  @Get()
  @Access('view')
  status(): Promise<WebhookStatusView> {
    return this.webhooks.status();
  }

  /** Follows dead messages up again. */
  @Post('requeue')
  @Access('manage')
  @Audited('webhooks.requeued', countsOf)
  @HttpCode(200)
  requeue(): Promise<WebhookRequeueView> {
    return this.webhooks.requeueDead();
  }

  /** Says that what was turned away has been seen to. */
  @Delete('trouble')
  @Access('manage')
  @Audited('webhooks.trouble_cleared')
  @HttpCode(204)
  clearTrouble(): Promise<void> {
    return this.webhooks.clearTrouble();
  }
}
