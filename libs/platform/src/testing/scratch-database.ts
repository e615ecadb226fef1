import { createTestDatabase } from '@oracle-integration/testing';
import { DataSource } from 'typeorm';
import { buildDataSourceOptions } from '../database/data-source-options';
import { PLATFORM_ENTITIES } from '../platform.entities';

/** A clone of the migrated template, and data sources on it: each stands for a process of its own. */
export interface ScratchDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** One more data source, with connections of its own. */
  connect(): Promise<DataSource>;
  /** Ends every data source and drops the database. */
  close(): Promise<void>;
}

export async function openScratchDatabase(): Promise<ScratchDatabase> {
  const database = await createTestDatabase();
  const dataSources: DataSource[] = [];
  const connect = async () => {
    const parts = { url: database.url, entities: PLATFORM_ENTITIES, migrations: [], poolSize: 8 };
    const dataSource = await new DataSource(buildDataSourceOptions(parts)).initialize();
    dataSources.push(dataSource);
    return dataSource;
  };
  return {
    url: database.url,
    dataSource: await connect(),
    connect,
    close: async () => {
      await Promise.all(dataSources.filter(({ isInitialized }) => isInitialized).map((one) => one.destroy()));
      await database.drop();
    },
  };
}
