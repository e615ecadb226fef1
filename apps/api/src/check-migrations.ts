import {
  connectAndMigrate,
  describeError,
  removeDataFolder,
  startEmbeddedPostgres,
} from '@oracle-integration/platform';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serviceDataSource } from './data-source';

/**
 * The migration gate: on an empty database all migrations run, the entities then ask for no further change, and the
 * newest can be taken back and run again.
 */
async function checkMigrations(): Promise<string[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oracle-integration-drift-'));
  const server = await startEmbeddedPostgres({ dataDir, databases: ['drift'], log: () => undefined });
  const dataSource = serviceDataSource(server.url('drift'), 3);
  try {
    await connectAndMigrate(dataSource);
    const before = await pendingChanges();
    await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    return [...before, ...(await pendingChanges())];
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server.stop();
    await removeDataFolder(dataDir);
  }

  async function pendingChanges(): Promise<string[]> {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  }
}

checkMigrations()
  .then((pending) => {
    if (pending.length === 0) return process.stdout.write('Migrations and entities agree.\n');
    process.exitCode = 1;
    return process.stderr.write(
      `The entities ask for changes that no migration makes:\n  ${pending.join('\n  ')}\n`,
    );
  })
  .catch((error: unknown) => {
    process.exitCode = 1;
    process.stderr.write(`The migrations do not run: ${describeError(error)}\n`);
  });
