import { Controller, Get, Header, Headers, NotFoundException } from '@nestjs/common';
import { Access } from '@oracle-integration/platform';
import { METRICS_CONTENT_TYPE } from './metrics-content-type';
import { MetricsService } from './metrics.service';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  /** Metrics in the text form of Prometheus. */
  @Get()
  @Access('public')
  @Header('content-type', METRICS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  text(@Headers('authorization') authorization?: string): Promise<string> {
    if (this.metrics.isElsewhere) throw new NotFoundException('The metrics are told on METRICS_PORT.');
    return this.metrics.text(authorization);
  }
}
