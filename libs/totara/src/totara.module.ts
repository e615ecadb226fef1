import { Module } from '@nestjs/common';
import { CompletionsModule, DeliveriesModule } from '@oracle-integration/completions';
import { CapturePositionRepository } from './capture/capture-position.repository';
import { CaptureSchedule } from './capture/capture.schedule';
import { CaptureService } from './capture/capture.service';
import { ChangeFollower } from './capture/change-follower';
import { CourseComparison } from './capture/course-comparison';
import { FirstLoad } from './capture/first-load';
import { SiteComparison } from './comparison/site-comparison';
import { TotaraConnectionTestController } from './connection-test/connection-test.controller';
import { TotaraConnectionTestService } from './connection-test/connection-test.service';
import { ImportErasure } from './erasure/import-erasure';
import { WebhookErasure } from './erasure/webhook-erasure';
import { ImportController } from './import/import.controller';
import { IMPORT_PROVIDERS } from './import/import.providers';
import { NumberWalk } from './numbers/number-walk';
import { NumbersSchedule } from './numbers/numbers.schedule';
import { TotaraReaderProvider } from './reader/totara-reader.provider';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { ReconciliationRepository } from './reconciliation/reconciliation.repository';
import { ReconciliationSchedule } from './reconciliation/reconciliation.schedule';
import { ReconciliationService } from './reconciliation/reconciliation.service';
import { ReconciliationRowsService } from './reconciliation/reconciliation-rows.service';
import { SignOffService } from './reconciliation/sign-off.service';
import { UnexplainedRowsService } from './reconciliation/unexplained-rows.service';
import { Reconciler } from './reconciliation/reconciler';
import { WEBHOOK_CONTROLLERS, WEBHOOK_PROVIDERS } from './webhook/webhook.providers';

@Module({
  imports: [CompletionsModule, DeliveriesModule],
  controllers: [
    ...WEBHOOK_CONTROLLERS,
    ReconciliationController,
    ImportController,
    TotaraConnectionTestController,
  ],
  providers: [
    TotaraReaderProvider,
    TotaraConnectionTestService,
    NumberWalk,
    NumbersSchedule,
    CapturePositionRepository,
    FirstLoad,
    CourseComparison,
    SiteComparison,
    ChangeFollower,
    CaptureService,
    CaptureSchedule,
    ReconciliationRepository,
    Reconciler,
    ReconciliationService,
    ReconciliationSchedule,
    ReconciliationRowsService,
    UnexplainedRowsService,
    SignOffService,
    ...WEBHOOK_PROVIDERS,
    ...IMPORT_PROVIDERS,
    ImportErasure,
    WebhookErasure,
  ],
  exports: [
    CaptureService,
    ReconciliationService,
    TotaraConnectionTestService,
    ImportErasure,
    WebhookErasure,
  ],
})
export class TotaraModule {}
