import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CompletionsModule, LedgerService } from '@oracle-integration/completions';
import type {
  ImportDetailView,
  ImportMappingRequest,
  ImportRowView,
  ImportVerdict,
  ImportView,
} from '@oracle-integration/contracts';
import {
  buildDataSourceOptions,
  Clock,
  parseEnvironment,
  PlatformModule,
  type RawEnvironment,
  selectRows,
} from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import { createTestDatabase, SetClock } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { TotaraReaderProvider } from '../../reader/totara-reader.provider';
import { TOTARA_ENTITIES } from '../../totara.entities';
import { IMPORT_PROVIDERS } from '../import.providers';
import { ImportSchedule } from '../import.schedule';
import { ImportService } from '../import.service';
import { ImportUploadService } from '../upload/import-upload.service';
import { ImportWorkService } from '../work/import-work.service';
import { RowRemoval } from '../work/row-removal';

/** One process of the service, as far as imports go; its timers are the test itself. */
export interface ImportProcess {
  readonly name: string;
  readonly imports: ImportService;
  readonly uploads: ImportUploadService;
  readonly work: ImportWorkService;
  readonly removal: RowRemoval;
  readonly ledger: LedgerService;
  /** Uploads a text as a file of this name. */
  upload(text: string | Buffer, filename?: string): Promise<ImportDetailView>;
  /** Uploads, maps where it is asked, and checks. */
  checked(text: string, mapping?: ImportMappingRequest): Promise<ImportView>;
  /** The same, and applies. */
  applied(text: string, deliver?: string, mapping?: ImportMappingRequest): Promise<ImportView>;
  rows(id: string, verdict?: ImportVerdict): Promise<ImportRowView[]>;
  stop(): Promise<void>;
}

/** A database of our own, and any number of processes on it. */
export interface ImportStand {
  readonly dataSource: DataSource;
  readonly clock: SetClock;
  process(raw?: RawEnvironment): Promise<ImportProcess>;
  /** Cuts the connections of a process, as its end would, and lets its leases run out. */
  kill(process: ImportProcess): Promise<void>;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openImports(): Promise<ImportStand> {
  const database = await createTestDatabase();
  const clock = new SetClock();
  const dataSource = await connect(database.url, 'import test');
  const processes: ImportProcess[] = [];
  const query = <Row>(sql: string, parameters: unknown[] = []) =>
    selectRows<Row>(dataSource, sql, parameters);
  return {
    dataSource,
    clock,
    query,
    process: async (raw = {}) => {
      const name = `import process ${processes.length + 1}`;
      const process = await startProcess(name, await connect(database.url, name), clock, raw);
      processes.push(process);
      return process;
    },
    kill: async ({ name }) => {
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = $1`,
        [name],
      );
      await query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    },
    close: async () => {
      for (const process of processes) await process.stop();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

function connect(url: string, applicationName: string): Promise<DataSource> {
  const parts = { url, entities: TOTARA_ENTITIES, migrations: [], poolSize: 5, applicationName };
  return new DataSource(buildDataSourceOptions(parts)).initialize();
}

async function startProcess(
  name: string,
  dataSource: DataSource,
  clock: SetClock,
  raw: RawEnvironment,
): Promise<ImportProcess> {
  const context = await NestFactory.createApplicationContext(
    {
      module: class ImportTestModule {},
      imports: [
        PlatformModule.forProcess({ environment: parseEnvironment({}), raw, dataSource }),
        SettingsModule,
        CompletionsModule,
      ],
      providers: [
        TotaraReaderProvider,
        ...IMPORT_PROVIDERS.filter((provider) => provider !== ImportSchedule),
        { provide: Clock, useValue: clock },
      ],
    },
    { logger: false },
  );
  return {
    ...useCases(context),
    name,
    stop: async () => {
      context.get(ImportWorkService).stop();
      await context.get(TotaraReaderProvider).close();
      await context.close();
      await dataSource.destroy();
    },
  };
}

function useCases(context: INestApplicationContext): Omit<ImportProcess, 'name' | 'stop'> {
  const imports = context.get(ImportService);
  const work = context.get(ImportWorkService);
  const upload = (text: string | Buffer, filename = 'completions.csv') =>
    imports.upload(filename, { content: Readable.from([Buffer.from(text)]), bytes: undefined });
  const checked = async (text: string, mapping?: ImportMappingRequest) => {
    const { id } = await upload(text);
    if (mapping) await imports.map(id, mapping);
    await imports.check(id);
    await work.workOnDue();
    return imports.detail(id);
  };
  return {
    imports,
    work,
    upload,
    checked,
    uploads: context.get(ImportUploadService),
    removal: context.get(RowRemoval),
    ledger: context.get(LedgerService, { strict: false }),
    applied: async (text, deliver = 'none', mapping = undefined) => {
      const { id } = await checked(text, mapping);
      await imports.apply(id, deliver);
      await work.workOnDue();
      return imports.detail(id);
    },
    rows: async (id, verdict) => (await imports.listRows(id, { verdict, limit: 1000 })).items,
  };
}
