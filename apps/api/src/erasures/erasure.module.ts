import { Module } from '@nestjs/common';
import { CompletionsModule } from '@oracle-integration/completions';
import { PushModule } from '@oracle-integration/push';
import { SettingsModule } from '@oracle-integration/settings';
import { TotaraModule } from '@oracle-integration/totara';
import { ErasureController } from './erasure.controller';
import { ErasureRepository } from './erasure.repository';
import { ErasureRunner } from './erasure-runner';
import { ErasureSchedule } from './erasure.schedule';
import { ErasureService } from './erasure.service';

@Module({
  imports: [CompletionsModule, PushModule, SettingsModule, TotaraModule],
  controllers: [ErasureController],
  providers: [ErasureRepository, ErasureRunner, ErasureSchedule, ErasureService],
})
export class ErasureModule {}
