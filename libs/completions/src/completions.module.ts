import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { AcknowledgedStretchRepository } from './acknowledgements/acknowledged-stretch.repository';
import { AcknowledgementRepository } from './acknowledgements/acknowledgement.repository';
import { AcknowledgementService } from './acknowledgements/acknowledgement.service';
import { CompletionRecordRepository } from './completion-record.repository';
import { DeliveryPolicies } from './delivery-policies';
import { DeliveryQueueing } from './delivery-queueing.service';
import { DirectoryRepository } from './directory/directory.repository';
import { SiteNumbers } from './directory/site-numbers.repository';
import { CompletionFeedService } from './feed/completion-feed.service';
import { FeedHorizonRepository } from './feed/feed-horizon.repository';
import { FeedReplica } from './feed/feed-replica';
import { FeedSources } from './feed/feed-sources';
import { ErasedPeopleRepository } from './erasure/erased-people.repository';
import { LedgerErasure } from './erasure/ledger-erasure';
import { LedgerErasureRepository } from './erasure/ledger-erasure.repository';
import { FinishedCompletions } from './finished-completions.service';
import { LedgerService } from './ledger.service';
import { SourceRowRepository } from './source-row.repository';
import { SourceRowService } from './source-row.service';
import { StandingRepository } from './standing.repository';
import { StandingService } from './standing.service';
import { StoredCompletions } from './stored-completions.service';

@Module({
  imports: [QueueModule],
  providers: [
    CompletionRecordRepository,
    SourceRowRepository,
    DirectoryRepository,
    SiteNumbers,
    FeedHorizonRepository,
    FeedReplica,
    FeedSources,
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
    StoredCompletions,
    FinishedCompletions,
    DeliveryPolicies,
    DeliveryQueueing,
  ],
  exports: [
    DirectoryRepository,
    SiteNumbers,
    LedgerService,
    CompletionFeedService,
    AcknowledgementService,
    LedgerErasure,
    SourceRowService,
    StandingService,
    StoredCompletions,
    FinishedCompletions,
    DeliveryPolicies,
  ],
})
export class CompletionsModule {}
