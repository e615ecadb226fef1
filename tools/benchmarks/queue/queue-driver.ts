import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
} from '@oracle-integration/platform';
import {
  PurgeService,
  QUEUE_ENTITIES,
  QueueModule,
  QueueService,
  RequeueService,
} from '@oracle-integration/queue';
import { DataSource } from 'typeorm';
import { answerCommands } from '../measured-process';

/** The queue of the service as it is, without a sender: it does what it is told by whoever started it. */
const CLAIM = 100;

const dataSource = new DataSource(
  buildDataSourceOptions({
    url: process.env['DATABASE_URL']!,
    entities: [...PLATFORM_ENTITIES, ...QUEUE_ENTITIES],
    migrations: [],
  }),
);
await dataSource.initialize();
const raw = { ...process.env, ROLE: 'api' };
const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
const context = await NestFactory.createApplicationContext(
  { module: class QueueDriverModule {}, imports: [platform, QueueModule] },
  { logger: ['error', 'warn'] },
);
const queue = context.get(QueueService, { strict: false });
const requeues = context.get(RequeueService, { strict: false });
const purges = context.get(PurgeService, { strict: false });

answerCommands({
  claim: async () => {
    const { items } = await queue.claimDue(CLAIM);
    if (items.length !== CLAIM) throw new Error(`A claim of ${CLAIM} took ${items.length} items.`);
  },
  counts: () => queue.counts(),
  requeue: async () => (await requeues.requeue({ statuses: ['failed', 'dead'] })).requeued,
  purge: () => purges.purgeSent(Number(process.env['PURGE_DAYS']), 'benchmark'),
  /** Removes what a purge has promised. */
  removePurged: () => purges.removePurged(),
});
