import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionsModule } from '../completions.module';
import { RevokedDeliveriesController } from './revoked-deliveries.controller';
import { RevokedDeliveriesService } from './revoked-deliveries.service';
import { StoryController } from './story.controller';
import { StoryRepository } from './story.repository';
import { StoryService } from './story.service';

/** What managers see of single completions. */
@Module({
  imports: [QueueModule, CompletionsModule],
  controllers: [StoryController, RevokedDeliveriesController],
  providers: [StoryRepository, StoryService, RevokedDeliveriesService],
})
export class StoryModule {}
