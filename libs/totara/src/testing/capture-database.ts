import { NestFactory } from '@nestjs/core';
import {
  CompletionFeedService,
  CompletionsModule,
  DeliveryPolicies,
  LedgerService,
  SiteNumbers,
  SourceRowService,
  StandingService,
} from '@oracle-integration/completions';
import { buildDataSourceOptions, parseEnvironment, PlatformModule } from '@oracle-integration/platform';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { TOTARA_ENTITIES } from '../totara.entities';

/** Our own database with the real ledger and queue on it. */
export interface CaptureDatabase {
  readonly dataSource: DataSource;
  readonly ledger: LedgerService;
  readonly feed: CompletionFeedService;
  readonly sourceRows: SourceRowService;
  readonly standings: StandingService;
  readonly numbers: SiteNumbers;
  readonly policies: DeliveryPolicies;
  drop(): Promise<void>;
}

/** A fresh database with the service's schema, and the ledger as the modules put it together. */
export async function createCaptureDatabase(): Promise<CaptureDatabase> {
  const database = await createTestDatabase();
  const opened = await openCaptureDatabase(database.url);
  return {
    ...opened,
    drop: async () => {
      await opened.drop();
      await database.drop();
    },
  };
}

/** The same as one process has it, on a database that is there already, and stays. */
export async function openCaptureDatabase(url: string): Promise<CaptureDatabase> {
  const options = buildDataSourceOptions({ url, entities: TOTARA_ENTITIES, migrations: [] });
  const dataSource = await new DataSource(options).initialize();
  const platform = PlatformModule.forProcess({ environment: parseEnvironment({}), raw: {}, dataSource });
  const root = { module: class CaptureTestModule {}, imports: [platform, CompletionsModule] };
  const context = await NestFactory.createApplicationContext(root, { logger: false });
  return {
    dataSource,
    ledger: context.get(LedgerService, { strict: false }),
    feed: context.get(CompletionFeedService, { strict: false }),
    sourceRows: context.get(SourceRowService, { strict: false }),
    standings: context.get(StandingService, { strict: false }),
    numbers: context.get(SiteNumbers, { strict: false }),
    policies: context.get(DeliveryPolicies, { strict: false }),
    drop: async () => {
      await context.close();
      await dataSource.destroy();
    },
  };
}
