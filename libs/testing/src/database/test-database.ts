import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { waitUntil } from '../wait-until';

/** Migrated once a test run; every test database is a clone of it. */
export const TEMPLATE_DATABASE = 'oracle_integration_template';

const OBJECT_IN_USE = '55006';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh database with the service's schema, a clone of the migrated template. Takes some 30 ms. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${TEMPLATE_DATABASE}`);
}

/** A fresh database with nothing in it, for a stand-in of somebody else's. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const adminUrl = process.env['TEST_DATABASE_URL'];
  if (!adminUrl) throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test.');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await untilUnused(() => asAdmin(adminUrl, `CREATE DATABASE ${name} ${options}`));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => untilUnused(() => asAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** PostgreSQL gives those who use a database five seconds to go, be it its own vacuum on a busy machine. */
async function untilUnused(statement: () => Promise<void>): Promise<void> {
  const isDone = () =>
    statement().then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: unknown }).code === OBJECT_IN_USE) return false;
        throw error;
      },
    );
  await waitUntil(isDone, Boolean);
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
