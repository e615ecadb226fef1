import { Controller, Get, Query } from '@nestjs/common';
import type { OverviewChartView, OverviewView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ChartQuery } from './overview.dto';
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

  /** What was delivered, failed and pulled over time, and how long deliveries take. */
  @Get('chart')
  @Access('view')
  chart(@Query() { range }: ChartQuery): Promise<OverviewChartView> {
    return this.overviews.chart(range);
  }
}
