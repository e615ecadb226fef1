import { Body, Controller, Get, HttpCode, Post, Query, type StreamableFile } from '@nestjs/common';
import type { ReconciliationRowsView, ReconciliationView } from '@oracle-integration/contracts';
import { Access, Audited } from '@oracle-integration/platform';
import { ReconciliationQuery, ReconciliationRowsQuery, StartReconciliationBody } from './reconciliation.dto';
import { ReconciliationRowsService } from './reconciliation-rows.service';
import { ReconciliationService } from './reconciliation.service';
import { SignOffService } from './sign-off.service';

@Controller('api/admin/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly reconciliation: ReconciliationService,
    private readonly behind: ReconciliationRowsService,
    private readonly signOffs: SignOffService,
  ) {}

  /** What Totara holds, what the ledger holds, and where each completion stands: in all, by course and by day. */
  @Get()
  @Access('view')
  show(@Query() query: ReconciliationQuery): Promise<ReconciliationView> {
    return this.reconciliation.view(query);
  }

  /** The completions behind a figure, or those of Totara that the ledger does not have. */
  @Get('rows')
  @Access('view')
  rows(@Query() query: ReconciliationRowsQuery): Promise<ReconciliationRowsView> {
    return this.behind.page(query);
  }

  /** The figures of the last comparison as a file to sign. */
  @Get('sign-off.csv')
  @Access('view')
  signOff(): Promise<StreamableFile> {
    return this.signOffs.csv();
  }

  /** Starts a comparison now; with `confirmRemovals` a stopped one goes on. */
  @Post()
  @Access('manage')
  @Audited('reconciliation.started', ({ body }) =>
    body['confirmRemovals'] === true ? { action: 'reconciliation.confirmed' } : {},
  )
  @HttpCode(202)
  start(@Body() body: StartReconciliationBody): Promise<ReconciliationView> {
    return this.reconciliation.request(body);
  }
}
