import { Controller, Get } from '@nestjs/common';
import type { OverviewView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { OverviewService } from './overview.service';

@Controller('api/admin/overview')
export class OverviewController {
  constructor(private readonly overviews: OverviewService) {}

  /** What a manager must know in ten seconds: is all well, what waits, what is stopped, who must act. */
  @Get()
  @Access('view')
  overview(): Promise<OverviewView> {
    return this.overviews.overview();
  }
}
