import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '@oracle-integration/platform';
import { rememberToUndo } from './left-behind';

/** A PostgreSQL that does not outlive the run, also when the run is interrupted while it starts. */
export async function startServer(options: Omit<EmbeddedPostgresOptions, 'log'>): Promise<EmbeddedPostgres> {
  const starting = startEmbeddedPostgres({ ...options, log: () => undefined });
  const forget = rememberToUndo(async () => (await starting).stop());
  try {
    const server = await starting;
    return {
      ...server,
      stop: async () => {
        await server.stop();
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}
