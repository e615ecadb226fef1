import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AppSecretFile,
  connectAndMigrate,
  describeError,
  type Environment,
  parseEnvironment,
  PlatformModule,
  type RawEnvironment,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@oracle-integration/platform';
import { type RotationResult, SecretRotationService, SettingsModule } from '@oracle-integration/settings';
import { serviceDataSource } from './data-source';
import { SERVICE_DATABASE } from './service-database';

@Module({})
class RotationModule {}

/**
 * Seals every stored secret with the present key, while the service runs or stands still. Where `APP_SECRET` is not set
 * a new key is generated first.
 */
async function rotateSecrets(raw: RawEnvironment): Promise<void> {
  const environment = parseEnvironment(raw);
  const { url, close } = await databaseOf(environment);
  const dataSource = serviceDataSource(url, 3);
  try {
    await connectAndMigrate(dataSource);
    const file = new AppSecretFile(environment.dataDir);
    const isGenerated = environment.appSecret === undefined && file.read().current !== undefined;
    if (isGenerated) file.replace();
    const result = await reseal({ environment, raw, dataSource });
    // What could be opened with it is sealed with the new one.
    if (isGenerated) file.dropPrevious();
    say(result, environment);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await close();
  }
}

async function reseal(parts: Parameters<typeof PlatformModule.forProcess>[0]): Promise<RotationResult> {
  const module = { module: RotationModule, imports: [PlatformModule.forProcess(parts), SettingsModule] };
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await context.get(SecretRotationService).reseal();
  } finally {
    await context.close();
  }
}

/** The embedded database of a running service, or started for as long as this takes. */
async function databaseOf({ databaseUrl, dataDir }: Environment) {
  const nothing = () => Promise.resolve();
  const url = databaseUrl ?? (await runningEmbeddedPostgres(dataDir, SERVICE_DATABASE));
  if (url !== undefined) return { url, close: nothing };
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const server = await startEmbeddedPostgres({ dataDir, databases: [SERVICE_DATABASE], log });
  return { url: server.url(SERVICE_DATABASE), close: () => server.stop() };
}

function say({ resealed, current, unreadable }: RotationResult, { previousAppSecrets }: Environment): void {
  const known = resealed.length + current.length;
  const lines = [
    known === 0 ? 'No secrets are stored.' : `${known} stored secrets are sealed with the present key.`,
    ...(resealed.length > 0 ? [`Sealed anew: ${resealed.join(', ')}.`] : []),
    ...(previousAppSecrets.length > 0 && unreadable.length === 0
      ? ['APP_SECRET_PREVIOUS can be taken away from every process now.']
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (unreadable.length === 0) return;
  process.exitCode = 1;
  process.stderr.write(
    `These cannot be read with any key given, and were left as they are: ${unreadable.join(', ')}. Set APP_SECRET_PREVIOUS to the key they were stored with and run this again, or enter them anew in Settings.\n`,
  );
}

rotateSecrets(process.env).catch((error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
});
