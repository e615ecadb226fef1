import {
  buildDataSourceOptions,
  PLATFORM_ENTITIES,
  PreparedWrite,
  TallyService,
} from '@oracle-integration/platform';
import { createTestDatabase, waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { DeliveryAttemptEntity } from '../log/delivery-attempt.entity';
import { LoadedDeliveries } from '../loading/loaded-deliveries';
import { DeliveryLogRepository } from '../log/delivery-log.repository';
import { PurgeRepository } from '../purge/purge.repository';
import { PurgeService } from '../purge/purge.service';
import { QueueListingRepository } from '../listing/queue-listing.repository';
import { QueueListingService } from '../listing/queue-listing.service';
import { RequeueRepository } from '../requeue/requeue.repository';
import { RequeueService } from '../requeue/requeue.service';
import { DeliveryHistoryRepository } from '../delivery-history.repository';
import { EnqueueingRepository } from '../enqueueing.repository';
import { QueueItemEntity } from '../queue-item.entity';
import { QueueItemRepository } from '../queue-item.repository';
import { QUEUE_ENTITIES } from '../queue.entities';
import { QUEUE_CHANNEL } from '../queue-channel';
import { QueueService } from '../queue.service';

/** The queue as one process has it. */
export interface QueueProcess {
  readonly dataSource: DataSource;
  readonly prepared: PreparedWrite;
  readonly queue: QueueService;
  readonly requeues: RequeueService;
  readonly listing: QueueListingService;
  readonly purges: PurgeService;
  readonly log: DeliveryLogRepository;
  readonly tallies: TallyService;
  readonly loading: LoadedDeliveries;
}

/** A queue on a database of its own. */
export interface QueueStand extends QueueProcess {
  /** One more process on the same queue, with connections of its own. */
  anotherProcess(connections?: number): Promise<QueueProcess>;
  /** Listens from now on; `heard` waits until the sender was woken. */
  listen(): Promise<{ heard(): Promise<boolean> }>;
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
  const listeners: Client[] = [];
  const anotherProcess = async (connections?: number) => {
    const process = await startProcess(database.url, connections);
    processes.push(process);
    return process;
  };
  const process = await anotherProcess();
  const { dataSource } = process;
  return {
    ...process,
    anotherProcess,
    listen: async () => {
      const client = new Client({ connectionString: database.url });
      listeners.push(client);
      await client.connect();
      let isHeard = false;
      client.on('notification', () => (isHeard = true));
      await client.query(`LISTEN ${QUEUE_CHANNEL}`);
      return { heard: () => waitUntil(() => Promise.resolve(isHeard), Boolean) };
    },
    items: () => dataSource.getRepository(QueueItemEntity).find({ order: { id: 'ASC' } }),
    item: (id) => dataSource.getRepository(QueueItemEntity).findOneByOrFail({ id }),
    attempts: () =>
      dataSource
        .getRepository(DeliveryAttemptEntity)
        .find({ order: { attemptedAt: 'ASC', queueItemId: 'ASC' } }),
    runLeasesOut: async () => {
      await dataSource.query(
        `UPDATE queue_items SET lease_expires_at = now() - interval '1 second' WHERE status = 'sending'`,
      );
    },
    close: async () => {
      await Promise.all(listeners.map((client) => client.end()));
      await Promise.all(processes.map(({ prepared }) => prepared.onApplicationShutdown()));
      await Promise.all(processes.map(({ dataSource }) => dataSource.destroy()));
      await database.drop();
    },
  };
}

async function startProcess(url: string, poolSize = 6): Promise<QueueProcess> {
  const entities = [...PLATFORM_ENTITIES, ...QUEUE_ENTITIES];
  const dataSource = new DataSource(buildDataSourceOptions({ url, entities, migrations: [], poolSize }));
  await dataSource.initialize();
  const prepared = new PreparedWrite(dataSource);
  const tallies = new TallyService(dataSource);
  const log = new DeliveryLogRepository(dataSource);
  const purges = new PurgeService(new PurgeRepository(dataSource), log);
  const queue = new QueueService(
    new EnqueueingRepository(),
    new QueueItemRepository(dataSource, prepared),
    new DeliveryHistoryRepository(dataSource),
    purges,
    tallies,
  );
  const requeues = new RequeueService(new RequeueRepository(dataSource), tallies);
  const history = new DeliveryHistoryRepository(dataSource);
  const listing = new QueueListingService(new QueueListingRepository(dataSource), history, tallies);
  const loading = new LoadedDeliveries(new EnqueueingRepository());
  return { dataSource, prepared, queue, requeues, listing, purges, log, tallies, loading };
}
