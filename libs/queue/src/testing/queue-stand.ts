import { buildDataSourceOptions, PLATFORM_ENTITIES, TallyService } from '@oracle-integration/platform';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { DeliveryAttemptEntity } from '../delivery-attempt.entity';
import { QueueItemEntity } from '../queue-item.entity';
import { QueueItemRepository } from '../queue-item.repository';
import { QUEUE_ENTITIES } from '../queue.entities';
import { QueueService } from '../queue.service';

/** The queue as one process has it. */
export interface QueueProcess {
  readonly dataSource: DataSource;
  readonly queue: QueueService;
  readonly tallies: TallyService;
}

/** A queue on a database of its own. */
export interface QueueStand extends QueueProcess {
  /** One more process on the same queue, with connections of its own. */
  anotherProcess(): Promise<QueueProcess>;
  /** All items, oldest first. */
  items(): Promise<QueueItemEntity[]>;
  item(id: string): Promise<QueueItemEntity>;
  attempts(): Promise<DeliveryAttemptEntity[]>;
  /** Lets what is held under leases run out, without waiting for it. */
  runLeasesOut(): Promise<void>;
  close(): Promise<void>;
}

export async function openQueue(): Promise<QueueStand> {
  const database = await createTestDatabase();
  const processes: QueueProcess[] = [];
  const anotherProcess = async () => {
    const process = await startProcess(database.url);
    processes.push(process);
    return process;
  };
  const { dataSource, queue, tallies } = await anotherProcess();
  return {
    dataSource,
    queue,
    tallies,
    anotherProcess,
    items: () => dataSource.getRepository(QueueItemEntity).find({ order: { id: 'ASC' } }),
    item: (id) => dataSource.getRepository(QueueItemEntity).findOneByOrFail({ id }),
    attempts: () => dataSource.getRepository(DeliveryAttemptEntity).find({ order: { id: 'ASC' } }),
    runLeasesOut: async () => {
      await dataSource.query(
        `UPDATE queue_items SET lease_expires_at = now() - interval '1 second' WHERE status = 'sending'`,
      );
    },
    close: async () => {
      await Promise.all(processes.map((process) => process.dataSource.destroy()));
      await database.drop();
    },
  };
}

async function startProcess(url: string): Promise<QueueProcess> {
  const entities = [...PLATFORM_ENTITIES, ...QUEUE_ENTITIES];
  const dataSource = new DataSource(buildDataSourceOptions({ url, entities, migrations: [], poolSize: 6 }));
  await dataSource.initialize();
  const tallies = new TallyService(dataSource);
  const queue = new QueueService(new QueueItemRepository(dataSource), tallies, dataSource);
  return { dataSource, queue, tallies };
}
