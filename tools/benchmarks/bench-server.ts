import { migrateDatabase } from '@oracle-integration/testing';
import { BenchDatabases } from './bench-databases';
import { startServer } from './start-server';
import { withDataFolder } from './temporary-folder';

/** The PostgreSQL that a run has for itself. */
export interface BenchServer {
  readonly databases: BenchDatabases;
  /** Such as `18.4`. */
  readonly version: string;
}

/** Runs something on a PostgreSQL server of its own, as the service would start one; nothing of it stays. */
export function onFreshServer<Result>(use: (server: BenchServer) => Promise<Result>): Promise<Result> {
  return withDataFolder('bench', async (dataDir) => {
    const server = await startServer({ dataDir });
    try {
      const databases = new BenchDatabases(server.url('postgres'), migrateDatabase);
      return await use({ databases, version: server.version });
    } finally {
      await server.stop();
    }
  });
}
