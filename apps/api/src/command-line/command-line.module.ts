import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from '@oracle-integration/auth';
import {
  BackfillModule,
  CompletionsModule,
  DeliveriesModule,
  StoryModule,
} from '@oracle-integration/completions';
import { PlatformModule, type ProcessParts } from '@oracle-integration/platform';
import { PullModule } from '@oracle-integration/pull';
import { PushModule } from '@oracle-integration/push';
import { QueueModule } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { TotaraModule } from '@oracle-integration/totara';
import { AlertModule } from '../alerts/alert.module';
import { SiteBackfillsService } from '../backfills/site-backfills.service';
import { QueueActionsService } from '../delivery/queue-actions.service';
import { OutgoingService } from '../overview/outgoing.service';
import { OverviewService } from '../overview/overview.service';

/** The services of the control panel without a server and without timers, for one command. */
@Module({})
export class CommandLineModule {
  static forProcess(parts: ProcessParts): DynamicModule {
    return {
      module: CommandLineModule,
      imports: [
        PlatformModule.forProcess(parts),
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
        AlertModule,
      ],
      providers: [OverviewService, OutgoingService, SiteBackfillsService, QueueActionsService],
    };
  }
}
