import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { CompletionsModule } from '@oracle-integration/completions';
import { QueueModule } from '@oracle-integration/queue';
import { Deliverer } from './delivery/deliverer';
import { PushSchedule } from './delivery/push.schedule';
import { PushService } from './delivery/push.service';
import { PushTargetRepository } from './delivery/push-target.repository';
import { TokenService } from './oauth/token.service';
import { TargetHttpClient } from './target/target-http.client';

@Module({
  imports: [HttpModule, CompletionsModule, QueueModule],
  providers: [TargetHttpClient, TokenService, Deliverer, PushTargetRepository, PushService, PushSchedule],
  exports: [PushService],
})
export class PushModule {}
