import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { AcknowledgedStretchRepository } from './acknowledgements/acknowledged-stretch.repository';
import { AcknowledgementRepository } from './acknowledgements/acknowledgement.repository';
import { AcknowledgementService } from './acknowledgements/acknowledgement.service';
import { CompletionRecordRepository } from './completion-record.repository';
import { DirectoryRepository } from './directory/directory.repository';
import { CompletionFeedRepository } from './feed/completion-feed.repository';
import { CompletionFeedService } from './feed/completion-feed.service';
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
    AcknowledgementRepository,
    AcknowledgedStretchRepository,
    AcknowledgementService,
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
    CompletionFeedService,
    AcknowledgementService,
    LedgerErasure,
    SourceRowService,
    StandingService,
  ],
})
export class CompletionsModule {}
