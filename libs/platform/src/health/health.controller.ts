import { Controller, Get } from '@nestjs/common';
import type { HealthView, LivenessView } from '@oracle-integration/contracts';
import { Access } from '../http/access';
import { HealthService } from './health.service';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** The process runs. */
  @Get('live')
  @Access('public')
  live(): LivenessView {
    return this.health.live();
  }

  /** The process can do its work now. */
  @Get('ready')
  @Access('public')
  ready(): Promise<HealthView> {
    return this.health.ready();
  }
}
