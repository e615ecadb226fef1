import { buildDataSourceOptions, PLATFORM_ENTITIES } from '@oracle-integration/platform';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { AUTH_ENTITIES } from '../auth.entities';

export interface AuthDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** A database of its own, with managers, sessions and tokens, all empty. */
export async function openAuthDatabase(): Promise<AuthDatabase> {
  const database = await createTestDatabase();
  const entities = [...PLATFORM_ENTITIES, ...AUTH_ENTITIES];
  const dataSource = await new DataSource(
    buildDataSourceOptions({ url: database.url, entities, migrations: [] }),
  ).initialize();
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
