import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AuthModule } from '@oracle-integration/auth';
import {
  BackfillModule,
  CompletionsModule,
  DeliveriesModule,
  StoryModule,
} from '@oracle-integration/completions';
import { isWorking, PlatformModule, type ProcessParts } from '@oracle-integration/platform';
import { PullModule } from '@oracle-integration/pull';
import { PushModule } from '@oracle-integration/push';
import { QueueModule } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { TotaraModule } from '@oracle-integration/totara';
import { AlertModule } from './alerts/alert.module';
import { AuditController } from './audit/audit.controller';
import { AuditLogService } from './audit/audit-log.service';
import { BackfillController } from './backfills/backfill.controller';
import { PushControlController } from './delivery/push-control.controller';
import { PeopleController } from './people/people.controller';
import { SitePeopleService } from './people/site-people.service';
import { QueueController } from './delivery/queue.controller';
import { QueueItemsService } from './delivery/queue-items.service';
import { QueueActionsController } from './delivery/queue-actions.controller';
import { QueueActionsService } from './delivery/queue-actions.service';
import { SiteBackfillsService } from './backfills/site-backfills.service';
import { ControlPanelController } from './control-panel/control-panel.controller';
import { ControlPanelPage } from './control-panel/control-panel-page';
import { ErasureModule } from './erasures/erasure.module';
import { SecretsCheck } from './health/secrets-check';
import { MetricsController } from './metrics/metrics.controller';
import { MetricsServer } from './metrics/metrics-server';
import { MetricsService } from './metrics/metrics.service';
import { ServiceFiguresService } from './metrics/service-figures.service';
import { DocsFiles } from './openapi/docs-files';
import { OpenApiController } from './openapi/openapi.controller';
import { OutgoingService } from './overview/outgoing.service';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { RetentionSchedule } from './retention/retention.schedule';
import { RetentionService } from './retention/retention.service';
import { SettingsController } from './settings/settings.controller';

/** The whole service. A process of role `api` runs no timers; one of role `worker` is asked nothing but its health. */
@Module({})
export class AppModule {
  static forProcess(parts: ProcessParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forProcess(parts),
        ScheduleModule.forRoot({ cronJobs: isWorking(parts.environment.role) }),
        SettingsModule,
        QueueModule,
        CompletionsModule,
        BackfillModule,
        StoryModule,
        DeliveriesModule,
        TotaraModule,
        PushModule,
        AuthModule,
        PullModule,
        ErasureModule,
        AlertModule,
      ],
      controllers: [
        OverviewController,
        AuditController,
        BackfillController,
        QueueController,
        PeopleController,
        QueueActionsController,
        PushControlController,
        SettingsController,
        OpenApiController,
        MetricsController,
        ControlPanelController,
      ],
      providers: [
        OverviewService,
        RetentionService,
        RetentionSchedule,
        AuditLogService,
        OutgoingService,
        SiteBackfillsService,
        QueueActionsService,
        QueueItemsService,
        SitePeopleService,
        ControlPanelPage,
        DocsFiles,
        ServiceFiguresService,
        MetricsService,
        MetricsServer,
        SecretsCheck,
      ],
    };
  }
}
