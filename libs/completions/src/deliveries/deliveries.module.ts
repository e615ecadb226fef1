import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionsModule } from '../completions.module';
import { RecentEventsService } from './recent-events.service';
import { LedgerRequeueService } from './ledger-requeue.service';
import { LedgerSearchRepository } from './ledger-search.repository';
import { StandingRowsRepository } from '../standing-rows/standing-rows.repository';
import { StandingRowsService } from '../standing-rows/standing-rows.service';
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
    RecentEventsService,
    StandingRowsRepository,
    StandingRowsService,
  ],
  exports: [QueueListService, PeopleService, LedgerRequeueService, RecentEventsService, StandingRowsService],
})
export class DeliveriesModule {}
