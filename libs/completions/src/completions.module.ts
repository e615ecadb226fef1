import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionFeedRepository } from './completion-feed.repository';
import { CompletionFeedService } from './completion-feed.service';
import { CompletionRecordRepository } from './completion-record.repository';
import { LedgerService } from './ledger.service';

@Module({
  imports: [QueueModule],
  providers: [CompletionRecordRepository, CompletionFeedRepository, CompletionFeedService, LedgerService],
  exports: [LedgerService, CompletionFeedService],
})
export class CompletionsModule {}
