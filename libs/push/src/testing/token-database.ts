import { buildDataSourceOptions } from '@oracle-integration/platform';
import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { PUSH_ENTITIES } from '../push.entities';

export interface TokenDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** A database of its own for what counts token requests. */
export async function startTokenDatabase(): Promise<TokenDatabase> {
  const database = await createTestDatabase();
  const options = buildDataSourceOptions({ url: database.url, entities: PUSH_ENTITIES, migrations: [] });
  const dataSource = await new DataSource(options).initialize();
  return {
    dataSource,
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
