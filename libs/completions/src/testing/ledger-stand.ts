import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CompletionView } from '@oracle-integration/contracts';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
  TallyService,
} from '@oracle-integration/platform';
import { QUEUE_ENTITIES, QueueService } from '@oracle-integration/queue';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { AcknowledgementService } from '../acknowledgements/acknowledgement.service';
import { CompletionFeedService } from '../feed/completion-feed.service';
import { CompletionRecordRepository } from '../completion-record.repository';
import { COMPLETIONS_ENTITIES } from '../completions.entities';
import { CompletionsModule } from '../completions.module';
import { DeliveryPolicies } from '../delivery-policies';
import { DeliveryQueueing } from '../delivery-queueing.service';
import { DeliveriesModule } from '../deliveries/deliveries.module';
import { DirectoryRepository } from '../directory/directory.repository';
import { SiteNumbers } from '../directory/site-numbers.repository';
import { ErasedPeopleRepository } from '../erasure/erased-people.repository';
import { LedgerErasure } from '../erasure/ledger-erasure';
import { LedgerService } from '../ledger.service';
import { StoryModule } from '../story/story.module';
import { SourceRowRepository } from '../source-row.repository';

export const SITE = 'totara';

/** The ledger as one process has it. */
export interface LedgerProcess {
  readonly dataSource: DataSource;
  readonly ledger: LedgerService;
  readonly feed: CompletionFeedService;
  readonly acknowledgements: AcknowledgementService;
  readonly queue: QueueService;
  /** Whatever else the module holds. */
  service<Service>(type: Type<Service>): Service;
  readonly erasure: LedgerErasure;
  /** A ledger that does `beforeCommit` inside each of its transactions, after everything was written. */
  ledgerThat(beforeCommit: () => Promise<void>): LedgerService;
}

/** The ledger on a database of its own. */
export interface LedgerStand extends LedgerProcess {
  /** One more process on the same ledger, with connections of its own. */
  anotherProcess(): Promise<LedgerProcess>;
  /** What outsiders see of all records, in the order of their changes. */
  views(): Promise<CompletionView[]>;
  /** Each queue item as `user revision status`, in the order of users and revisions. */
  queued(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openLedger(): Promise<LedgerStand> {
  const database = await createTestDatabase();
  const ends: (() => Promise<void>)[] = [];
  const anotherProcess = async () => {
    const { end, ...process } = await startProcess(database.url);
    ends.push(end);
    return process;
  };
  const first = await anotherProcess();
  return {
    ...first,
    anotherProcess,
    views: async () => {
      const rows = await first.dataSource.query<{ json: string }[]>(
        'SELECT public_json::text AS json FROM completion_records ORDER BY change_seq',
      );
      return rows.map(({ json }) => JSON.parse(json) as CompletionView);
    },
    queued: async () => {
      const rows = await first.dataSource.query<{ line: string }[]>(
        `SELECT concat_ws(' ', record.user_id, item.revision, item.status) AS line
           FROM queue_items item JOIN completion_records record ON record.id = item.record_id
          ORDER BY record.user_id, item.revision`,
      );
      return rows.map(({ line }) => line);
    },
    close: async () => {
      await Promise.all(ends.map((end) => end()));
      await database.drop();
    },
  };
}

@Module({})
class ProcessModule {}

async function startProcess(url: string): Promise<LedgerProcess & { end(): Promise<void> }> {
  const entities = [...PLATFORM_ENTITIES, ...COMPLETIONS_ENTITIES, ...QUEUE_ENTITIES];
  const dataSource = new DataSource(buildDataSourceOptions({ url, entities, migrations: [], poolSize: 24 }));
  await dataSource.initialize();
  const platform = PlatformModule.forProcess({ environment: parseEnvironment({}), raw: {}, dataSource });
  const context = await NestFactory.createApplicationContext(
    { module: ProcessModule, imports: [platform, CompletionsModule, DeliveriesModule, StoryModule] },
    { logger: false, abortOnError: false },
  );
  const queue = context.get(QueueService, { strict: false });
  const records = context.get(CompletionRecordRepository, { strict: false });
  const sourceRows = context.get(SourceRowRepository, { strict: false });
  const directory = context.get(DirectoryRepository, { strict: false });
  const tallies = context.get(TallyService, { strict: false });
  const erased = context.get(ErasedPeopleRepository, { strict: false });
  return {
    dataSource,
    queue,
    service: (type) => context.get(type, { strict: false }),
    erasure: context.get(LedgerErasure, { strict: false }),
    ledger: context.get(LedgerService, { strict: false }),
    feed: context.get(CompletionFeedService, { strict: false }),
    acknowledgements: context.get(AcknowledgementService, { strict: false }),
    ledgerThat: (beforeCommit) =>
      new LedgerService(
        records,
        sourceRows,
        directory,
        tallies,
        dataSource,
        erased,
        new DeliveryQueueing(
          records,
          queueThat(queue, beforeCommit),
          context.get(DeliveryPolicies, { strict: false }),
        ),
        context.get(SiteNumbers, { strict: false }),
      ),
    end: async () => {
      await context.close();
      await dataSource.destroy();
    },
  };
}

/** Queueing is the last that a transaction of the ledger does. */
function queueThat(queue: QueueService, afterEnqueue: () => Promise<void>): QueueService {
  const enqueue: QueueService['enqueue'] = async (manager, enqueuings) => {
    const count = await queue.enqueue(manager, enqueuings);
    await afterEnqueue();
    return count;
  };
  return Object.create(queue, { enqueue: { value: enqueue } }) as QueueService;
}
