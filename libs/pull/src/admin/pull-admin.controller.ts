import { Controller, Get, Query } from '@nestjs/common';
import type { PullRequestsPageView, RejectionsPageView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ListPullRequestsQuery, ListRejectionsQuery } from './pull-admin.dto';
import { PullAdminService } from './pull-admin.service';

@Controller('api/admin/pull')
export class PullAdminController {
  constructor(private readonly admin: PullAdminService) {}

  /** Completions that outside systems rejected, in their own words. */
  @Get('rejections')
  @Access('view')
  rejections(@Query() query: ListRejectionsQuery): Promise<RejectionsPageView> {
    return this.admin.rejections(query);
  }

  /** The access log: who pulled what. */
  @Get('requests')
  @Access('view')
  requests(@Query() query: ListPullRequestsQuery): Promise<PullRequestsPageView> {
    return this.admin.requests(query);
  }
}
