import { migrateDatabase } from '@oracle-integration/testing';
import { Client } from 'pg';

/** A new database with the service's schema, made by the service's own migrations. */
export async function createMigratedDatabase(adminUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  return migrateDatabase(adminUrl, name);
}
