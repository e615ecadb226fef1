import { startProcess } from '../processes/service-process';

/**
 * Brings a database of a server up to date by the service's own migrations, and answers its address.
 *
 * @throws Error with what the migration printed
 */
export async function migrateDatabase(serverUrl: string, name: string): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const migration = startProcess('apps/api/migrate.js', { DATABASE_URL: url.href });
  if ((await migration.ended()) !== 0) throw new Error(migration.output());
  return url.href;
}
