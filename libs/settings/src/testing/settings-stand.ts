import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  buildDataSourceOptions,
  type Caller,
  parseEnvironment,
  PLATFORM_ENTITIES,
  PlatformModule,
  type RawEnvironment,
} from '@oracle-integration/platform';
import { createTestDatabase, recordLogLines } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { SettingsAdminService } from '../admin/settings-admin.service';
import { SETTINGS_ENTITIES } from '../settings.entities';
import { SettingsModule } from '../settings.module';
import { SettingsService } from '../settings.service';

export const ANN: Caller = {
  actor: { kind: 'manager', id: '0198c5e8-7f4e-7d8b-b7a2-5d1f0a9c3e11', name: 'ann@example.com' },
  address: '192.0.2.7',
};

/** One process of the service, as far as its settings go. */
export interface SettingsProcess {
  readonly settings: SettingsService;
  readonly admin: SettingsAdminService;
  stop(): Promise<void>;
}

export interface SettingsStand {
  readonly dataSource: DataSource;
  /** A folder of its own, where no key is yet. */
  readonly dataDir: string;
  /** Starts a process; without an `APP_SECRET` or `DATA_DIR` of its own it keeps its key in the stand's folder. */
  start(variables?: RawEnvironment): Promise<SettingsProcess>;
  /** Starts a process, and answers what it says in the log meanwhile too. */
  startListening(variables?: RawEnvironment): Promise<{ process: SettingsProcess; lines: readonly string[] }>;
  close(): Promise<void>;
}

@Module({})
class ProcessModule {}

/** Processes that share a database of settings. */
export async function openSettings(): Promise<SettingsStand> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
  const running = new Set<SettingsProcess>();
  const connect = () =>
    new DataSource(
      buildDataSourceOptions({
        url: database.url,
        entities: [...PLATFORM_ENTITIES, ...SETTINGS_ENTITIES],
        migrations: [],
        poolSize: 4,
      }),
    ).initialize();
  const start = async (variables: RawEnvironment = {}, logging: { logger?: false }) => {
    const dataSource = await connect();
    const raw = { DATA_DIR: dataDir, ...variables };
    const platform = PlatformModule.forProcess({ environment: parseEnvironment(raw), raw, dataSource });
    const context = await NestFactory.createApplicationContext(
      { module: ProcessModule, imports: [platform, SettingsModule] },
      { ...logging, abortOnError: false },
    );
    const process: SettingsProcess = {
      settings: context.get(SettingsService),
      admin: context.get(SettingsAdminService),
      stop: async () => {
        running.delete(process);
        await context.close();
        await dataSource.destroy();
      },
    };
    running.add(process);
    return process;
  };
  const own = await connect();
  return {
    dataSource: own,
    dataDir,
    start: (variables) => start(variables, { logger: false }),
    async startListening(variables) {
      const log = recordLogLines();
      const process = await start(variables, {});
      log.stop();
      return { process, lines: log.lines };
    },
    async close() {
      for (const process of [...running]) await process.stop();
      await own.destroy();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
