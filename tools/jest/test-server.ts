import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataFolder, startEmbeddedPostgres } from '@oracle-integration/platform';
import { migrateDatabase, TEMPLATE_DATABASE } from '@oracle-integration/testing';

/**
 * Starts PostgreSQL for a test run and prepares the template database by the service's own migrations.
 *
 * `TEST_SERVER_URL` names a server to use instead, so that one can run the tests against other versions.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_SERVER_URL'];
  if (given) {
    await migrateDatabase(given, TEMPLATE_DATABASE);
    return { url: given, stop: () => Promise.resolve() };
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'oracle-integration-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    databases: [TEMPLATE_DATABASE],
    log: () => undefined,
    // Tests are about what the service does, not about what survives a power cut.
    serverFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
  });
  await migrateDatabase(server.url('postgres'), TEMPLATE_DATABASE);
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop();
      await removeDataFolder(dataDir);
    },
  };
}
