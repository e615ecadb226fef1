import { Controller, Get, Query } from '@nestjs/common';
import type { RevokedDeliveriesPageView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ListRevokedDeliveriesQuery } from './revoked-deliveries.dto';
import { RevokedDeliveriesService } from './revoked-deliveries.service';

@Controller('api/admin/queue/revoked')
export class RevokedDeliveriesController {
  constructor(private readonly revoked: RevokedDeliveriesService) {}

  /** Completions that Oracle has although Totara took them back. */
  @Get()
  @Access('view')
  list(@Query() query: ListRevokedDeliveriesQuery): Promise<RevokedDeliveriesPageView> {
    return this.revoked.page(query);
  }
}
