import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { COMPLETIONS_ENTITIES } from '@oracle-integration/completions';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
} from '@oracle-integration/platform';
import {
  HistoryFileRunner,
  HistoryFileService,
  PreflightRunner,
  PreflightService,
  PUSH_ENTITIES,
  PushModule,
} from '@oracle-integration/push';
import { QUEUE_ENTITIES } from '@oracle-integration/queue';
import { SettingsModule } from '@oracle-integration/settings';
import { DataSource } from 'typeorm';
import { answerCommands, peakMemoryMb } from '../measured-process';

/** Preflights and history files of the service as they are, over everything that the ledger holds. */
const entities = [...PLATFORM_ENTITIES, ...COMPLETIONS_ENTITIES, ...QUEUE_ENTITIES, ...PUSH_ENTITIES];
const dataSource = new DataSource(
  buildDataSourceOptions({ url: process.env['DATABASE_URL']!, entities, migrations: [] }),
);
await dataSource.initialize();
const raw = { ...process.env, ROLE: 'api' };
const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
const context = await NestFactory.createApplicationContext(
  { module: class MappingDriverModule {}, imports: [platform, SettingsModule, PushModule] },
  { logger: ['error', 'warn'] },
);
const preflights = context.get(PreflightService, { strict: false });
const runner = context.get(PreflightRunner, { strict: false });
const historyFiles = context.get(HistoryFileService, { strict: false });
const historyFileRunner = context.get(HistoryFileRunner, { strict: false });

answerCommands({
  preflight: async () => {
    const { id } = await preflights.request({ scope: 'all' }, 'benchmark');
    await runner.work();
    return preflights.find(id);
  },
  historyFile: async () => {
    const { id } = await historyFiles.request({ scope: 'all' }, 'benchmark');
    await historyFileRunner.work();
    return historyFiles.find(id);
  },
  peakMemory: () => Promise.resolve(peakMemoryMb()),
});
