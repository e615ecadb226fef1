import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { AlertsView, AlertTestView } from '@oracle-integration/contracts';
import { Access, asRecord, Audited, WhileOff } from '@oracle-integration/platform';
import { AlertService } from './alert.service';

@Controller('api/admin/alerts')
@WhileOff('answers')
export class AlertController {
  constructor(private readonly alerts: AlertService) {}

  /** What people were told of, and whether the messages got through. */
  @Get()
  @Access('view')
  view(): Promise<AlertsView> {
    return this.alerts.view();
  }

  /** Sends a test message over each way that is set up. */
  @Post('test')
  @Access('manage')
  @Audited('alerts.tested', ({ result }) => ({ details: { ok: asRecord(result)['ok'] } }))
  @HttpCode(200)
  test(): Promise<AlertTestView> {
    return this.alerts.test();
  }
}
