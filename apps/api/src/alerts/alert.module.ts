import { Module } from '@nestjs/common';
import { AuthModule } from '@oracle-integration/auth';
import { CompletionsModule } from '@oracle-integration/completions';
import { PushModule } from '@oracle-integration/push';
import { QueueModule } from '@oracle-integration/queue';
import { TotaraModule } from '@oracle-integration/totara';
import { AlertController } from './alert.controller';
import { AlertFactsService } from './alert-facts.service';
import { AlertMessageRepository } from './alert-message.repository';
import { AlertOutbox } from './alert-outbox';
import { AlertRepository } from './alert.repository';
import { AlertSchedule } from './alert.schedule';
import { AlertSender } from './alert-sender';
import { AlertService } from './alert.service';
import { DeliveryFactsService } from './delivery-facts.service';

/** Tells people. It looks at every other room and is looked at by none. */
@Module({
  imports: [AuthModule, CompletionsModule, QueueModule, PushModule, TotaraModule],
  controllers: [AlertController],
  providers: [
    AlertFactsService,
    AlertMessageRepository,
    AlertOutbox,
    AlertRepository,
    AlertSchedule,
    AlertSender,
    AlertService,
    DeliveryFactsService,
  ],
  exports: [AlertService],
})
export class AlertModule {}
