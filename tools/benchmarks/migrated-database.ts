import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A new database with the service's schema, made by the service's own migrations. */
export async function createMigratedDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const migrate = resolve(import.meta.dirname, '../apps/api/migrate.js');
  await promisify(execFile)(process.execPath, [migrate], { env: { ...process.env, DATABASE_URL: url.href } });
  return url.href;
}
