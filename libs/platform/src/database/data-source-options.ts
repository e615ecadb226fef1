import type { DataSourceOptions, EntityTarget, MigrationInterface } from 'typeorm';
import { SnakeNamingStrategy } from './snake-naming.strategy';
import { SteadyClient } from './steady-client';

export interface DataSourceParts {
  url: string;
  entities: readonly EntityTarget<object>[];
  migrations: readonly (new () => MigrationInterface)[];
  /** Connections this process may hold; PostgreSQL's default allows 100 for all of them together. */
  poolSize?: number;
  applicationName?: string;
}

/**
 * The one way to reach the database: Nest, the migration checks and the tests all use it.
 * `synchronize` is off everywhere: the schema changes by reviewed migrations only.
 */
export function buildDataSourceOptions(parts: DataSourceParts): DataSourceOptions {
  return {
    type: 'postgres',
    url: parts.url,
    entities: [...parts.entities] as (new () => object)[],
    migrations: [...parts.migrations],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    logging: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize: parts.poolSize ?? 20,
    connectTimeoutMS: 10_000,
    // A dropped connection is thrown away by the pool; without a listener the error would end the process.
    poolErrorHandler: () => undefined,
    applicationName: parts.applicationName ?? 'oracle-integration',
    extra: {
      // A process that stands still would hold the ledger's lock, and what of it waits for the lock would hold it next:
      // PostgreSQL ends each in turn.
      options: '-c timezone=UTC -c idle_in_transaction_session_timeout=15000',
      keepAlive: true,
      Client: SteadyClient,
    },
  };
}
