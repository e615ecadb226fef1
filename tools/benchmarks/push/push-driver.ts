import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { COMPLETIONS_ENTITIES } from '@oracle-integration/completions';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
} from '@oracle-integration/platform';
import { PUSH_ENTITIES, PushModule, PushService } from '@oracle-integration/push';
import { QUEUE_ENTITIES } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { answerCommands, peakMemoryMb } from '../measured-process';

/** Push of the service as it is, without HTTP and timers: it delivers when it is told by whoever started it. */
const dataSource = new DataSource(
  buildDataSourceOptions({
    url: process.env['DATABASE_URL']!,
    entities: [...PLATFORM_ENTITIES, ...COMPLETIONS_ENTITIES, ...QUEUE_ENTITIES, ...PUSH_ENTITIES],
    migrations: [],
  }),
);
await dataSource.initialize();
// A process of role `api` runs no deliveries by itself.
const raw = { ...process.env, ROLE: 'api' };
const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
const context = await NestFactory.createApplicationContext(
  { module: class PushDriverModule {}, imports: [platform, SettingsModule, PushModule] },
  { logger: ['error', 'warn'] },
);
const push = context.get(PushService, { strict: false });

answerCommands({
  /** Sends everything that is due. */
  deliver: () => push.deliverDue(),
  memory: () => Promise.resolve(peakMemoryMb()),
});
