import { migrateDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';

/** A new database with nothing in it; answers its address. */
export async function createEmptyDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A new database with the service's schema, made by the service's own migrations. */
export async function createMigratedDatabase(adminUrl: string, name: string): Promise<string> {
  await createEmptyDatabase(adminUrl, name);
  return migrateDatabase(adminUrl, name);
}
