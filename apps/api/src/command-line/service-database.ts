import {
  connectAndMigrate,
  type Environment,
  migrationNames,
  migrationsThatRan,
  requireUsableDatabase,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@oracle-integration/platform';
import type { DataSource } from 'typeorm';
import { serviceDataSource } from '../data-source';
import { SERVICE_DATABASE } from '../service-database';
import { SchemaOlderError } from './command-line.errors';

/** A command asks one thing after the other. */
const CONNECTIONS = 3;

/** The service's database, for as long as a command takes. */
export interface OpenDatabase {
  readonly dataSource: DataSource;
  /** Started for this command, because nobody else had it running. */
  readonly isOwn: boolean;
  close(): Promise<void>;
}

/** Connects, without a look at what the database holds. @throws EmbeddedPostgresError, DatabaseUnusableError */
export async function openDatabase(
  { databaseUrl, dataDir }: Environment,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  const running = databaseUrl ?? (await runningEmbeddedPostgres(dataDir, SERVICE_DATABASE));
  const server =
    running === undefined
      ? await startEmbeddedPostgres({ dataDir, databases: [SERVICE_DATABASE], log: say })
      : undefined;
  const dataSource = serviceDataSource(running ?? server!.url(SERVICE_DATABASE), CONNECTIONS);
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  try {
    await requireUsableDatabase(dataSource);
  } catch (error) {
    await close();
    throw error;
  }
  return { dataSource, isOwn: server !== undefined, close };
}

/**
 * Sees to it that the schema is the one this build knows. A database that others may be using is not migrated for the
 * sake of a command.
 *
 * @throws SchemaNewerError, SchemaOlderError
 */
export async function requirePresentSchema({ dataSource, isOwn }: OpenDatabase): Promise<void> {
  const ran = await migrationsThatRan(dataSource);
  const missing = migrationNames(dataSource).filter((name) => !ran.includes(name));
  if (missing.length > 0 && !isOwn) throw new SchemaOlderError(missing.length);
  await connectAndMigrate(dataSource);
}
