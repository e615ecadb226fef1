import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { parseEnvironment, PlatformModule, type RawEnvironment } from '@oracle-integration/platform';
import { SettingsModule } from '@oracle-integration/settings';
import type { DataSource } from 'typeorm';
import { AuthModule } from '../auth.module';

/** The accounts of one process, put together as the service puts them together. */
export interface AuthProcess {
  get<Service>(type: Type<Service>): Service;
  close(): Promise<void>;
}

@Module({})
class OneProcess {}

export async function startAuthProcess(
  dataSource: DataSource,
  raw: RawEnvironment = {},
): Promise<AuthProcess> {
  const parts = { environment: parseEnvironment(raw), raw, dataSource };
  const imports = [PlatformModule.forProcess(parts), SettingsModule, AuthModule];
  const context: INestApplicationContext = await NestFactory.createApplicationContext(
    { module: OneProcess, imports },
    { logger: false, abortOnError: false },
  );
  return {
    get: (type) => context.get(type, { strict: false }),
    close: () => context.close(),
  };
}
