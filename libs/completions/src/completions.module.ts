import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionFeedRepository } from './completion-feed.repository';
import { CompletionFeedService } from './completion-feed.service';
import { CompletionRecordRepository } from './completion-record.repository';
import { DirectoryRepository } from './directory/directory.repository';
import { ErasedPeopleRepository } from './erasure/erased-people.repository';
import { LedgerErasure } from './erasure/ledger-erasure';
import { LedgerErasureRepository } from './erasure/ledger-erasure.repository';
import { LedgerService } from './ledger.service';
import { SourceRowRepository } from './source-row.repository';
import { SourceRowService } from './source-row.service';
import { StandingRepository } from './standing.repository';
import { StandingService } from './standing.service';

@Module({
  imports: [QueueModule],
  providers: [
    CompletionRecordRepository,
    SourceRowRepository,
    DirectoryRepository,
    CompletionFeedRepository,
    CompletionFeedService,
    LedgerService,
    ErasedPeopleRepository,
    LedgerErasureRepository,
    LedgerErasure,
    SourceRowService,
    StandingRepository,
    StandingService,
  ],
  exports: [
    DirectoryRepository,
    LedgerService,
    LedgerErasure,
    CompletionFeedService,
    SourceRowService,
    StandingService,
  ],
})
export class CompletionsModule {}
