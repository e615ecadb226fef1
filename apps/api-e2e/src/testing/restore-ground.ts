import { createEmptyDatabase, createTestDatabase, startInstalledPostgres } from '@oracle-integration/testing';
import { restore } from '../system/restore';

/** Two databases, of which the second becomes a copy of the first. */
export interface RestoreGround {
  readonly original: string;
  readonly copy: string;
  restore(): Promise<void>;
  end(): Promise<void>;
}

/** On the PostgreSQL that the release brings, which comes without `pg_dump`: rows are carried over as it would. */
export async function embeddedGround(): Promise<RestoreGround> {
  const [original, copy] = [await createEmptyDatabase(), await createTestDatabase()];
  return {
    original: original.url,
    copy: copy.url,
    restore: () => restore(original.url, copy.url),
    end: async () => {
      await original.drop();
      await copy.drop();
    },
  };
}

/** On the PostgreSQL of the system, by its own programs. */
export async function installedGround(): Promise<RestoreGround> {
  const server = await startInstalledPostgres();
  const [original, copy] = [await server.createDatabase(), await server.createDatabase()];
  return { original, copy, restore: () => server.copy(original, copy), end: () => server.stop() };
}
