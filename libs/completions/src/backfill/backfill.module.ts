import { Module } from '@nestjs/common';
import { QueueModule } from '@oracle-integration/queue';
import { CompletionsModule } from '../completions.module';
import { BackfillLedgerRepository } from './backfill-ledger.repository';
import { BackfillRunner } from './backfill-runner';
import { BackfillStep } from './backfill-step';
import { BackfillRepository } from './backfill.repository';
import { BackfillSchedule } from './backfill.schedule';
import { BackfillService } from './backfill.service';

/** Beside the ledger's module: only the service as a whole runs its timer. */
@Module({
  imports: [QueueModule, CompletionsModule],
  providers: [
    BackfillRepository,
    BackfillLedgerRepository,
    BackfillStep,
    BackfillRunner,
    BackfillService,
    BackfillSchedule,
  ],
  exports: [BackfillService],
})
export class BackfillModule {}
