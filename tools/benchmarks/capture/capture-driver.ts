import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CompletionsModule } from '@oracle-integration/completions';
import {
  buildDataSourceOptions,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
} from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import {
  CaptureService,
  ReconciliationService,
  TOTARA_ENTITIES,
  TotaraModule,
} from '@oracle-integration/totara';
import { DataSource } from 'typeorm';
import { answerCommands, peakMemoryMb } from '../measured-process';

/** The capture of the service as it is, without HTTP and timers: it does what it is told by whoever started it. */
const dataSource = new DataSource(
  buildDataSourceOptions({
    url: process.env['DATABASE_URL']!,
    entities: [...PLATFORM_ENTITIES, ...TOTARA_ENTITIES],
    migrations: [],
  }),
);
await dataSource.initialize();
const platform = PlatformModule.forProcess({
  environment: parseEnvironment({}),
  raw: process.env,
  dataSource,
});
const context = await NestFactory.createApplicationContext(
  {
    module: class CaptureDriverModule {},
    imports: [platform, SettingsModule, CompletionsModule, TotaraModule],
  },
  { logger: ['error', 'warn'] },
);
const capture = context.get(CaptureService, { strict: false });
const reconciliation = context.get(ReconciliationService, { strict: false });

answerCommands({
  /** One look at the site: the whole first load when there was none. */
  look: () => capture.capture(),
  reconcile: async () => {
    await reconciliation.request({});
    await reconciliation.reconcileWhenDue();
  },
  memory: () => Promise.resolve(peakMemoryMb()),
});
