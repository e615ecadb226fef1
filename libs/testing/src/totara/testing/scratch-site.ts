import { Pool, type QueryResultRow } from 'pg';
import { createEmptyDatabase } from '../../database/test-database';
import { createTotaraSchema } from '../schema/create-totara-schema';
import type { TotaraLocation } from '../schema/flavour';
import { TotaraSite } from '../site/totara-site';

/** A database of its own for one spec, and the time on its site. */
export interface ScratchSite {
  /** Where the database is, for a reader of its own. */
  readonly url: string;
  readonly pool: Pool;
  readonly site: TotaraSite;
  /** Sets what time it is, in epoch seconds. */
  setNow(seconds: number): void;
  rows<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** The database without a site. */
export type ScratchDatabase = Pick<ScratchSite, 'url' | 'pool' | 'rows' | 'drop'>;

/** Creates an empty database on the test server. */
export async function createScratchDatabase(): Promise<ScratchDatabase> {
  const database = await createEmptyDatabase();
  const pool = new Pool({ connectionString: database.url, max: 6 });
  // Dropping the database cuts connections that are still closing; nobody waits for them any more.
  pool.on('error', () => undefined);
  return {
    url: database.url,
    pool,
    rows: async <Row extends QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<Row>(sql, values)).rows,
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** Creates a database with the empty tables of a site, where it is first `now`. */
export async function createScratchSite(now: number, location: TotaraLocation = {}): Promise<ScratchSite> {
  const database = await createScratchDatabase();
  await createTotaraSchema(database.pool, location);
  let seconds = now;
  return {
    ...database,
    site: new TotaraSite(database.pool, { ...location, now: () => seconds }),
    setNow: (value) => (seconds = value),
  };
}
