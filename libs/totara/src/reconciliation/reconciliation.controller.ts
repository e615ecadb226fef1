import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { ReconciliationView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ReconciliationQuery, StartReconciliationBody } from './reconciliation.dto';
import { ReconciliationService } from './reconciliation.service';

@Controller('api/admin/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  /** What Totara holds, what the ledger holds, and where each completion stands: in all, by course and by day. */
  @Get()
  @Access('view')
  show(@Query() query: ReconciliationQuery): Promise<ReconciliationView> {
    return this.reconciliation.view(query);
  }

  /** Starts a comparison now; with `confirmRemovals` a stopped one goes on. */
  @Post()
  @Access('manage')
  @HttpCode(202)
  start(@Body() body: StartReconciliationBody): Promise<ReconciliationView> {
    return this.reconciliation.request(body);
  }
}
