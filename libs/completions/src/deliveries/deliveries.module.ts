import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionsModule } from '../completions.module';
import { LedgerRequeueService } from './ledger-requeue.service';
import { LedgerSearchRepository } from './ledger-search.repository';
import { LedgerSearchService } from './ledger-search.service';
import { PeopleRepository } from '../people/people.repository';
import { PeopleService } from '../people/people.service';
import { QueueListService } from './queue-list.service';

/** The queue and the ledger side by side, as managers look at them. */
@Module({
  imports: [QueueModule, CompletionsModule],
  providers: [
    LedgerSearchRepository,
    LedgerSearchService,
    LedgerRequeueService,
    QueueListService,
    PeopleRepository,
    PeopleService,
  ],
  exports: [QueueListService, PeopleService, LedgerRequeueService],
})
export class DeliveriesModule {}
