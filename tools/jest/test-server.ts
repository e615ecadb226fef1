import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { removeDataFolder, startEmbeddedPostgres } from '@oracle-integration/platform';
import { TEMPLATE_DATABASE } from '@oracle-integration/testing';

/**
 * Starts PostgreSQL for a test run and prepares the template database by the service's own migrations.
 *
 * `TEST_SERVER_URL` names a server to use instead, so that one can run the tests against other versions.
 */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_SERVER_URL'];
  if (given) {
    await migrateTemplate(given);
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
  await migrateTemplate(server.url('postgres'));
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop();
      await removeDataFolder(dataDir);
    },
  };
}

async function migrateTemplate(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE_DATABASE}`;
  const migrate = resolve(import.meta.dirname, '../apps/api/migrate.js');
  await promisify(execFile)(process.execPath, [migrate], { env: { ...process.env, DATABASE_URL: url.href } });
}
