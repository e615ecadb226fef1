import { createTotaraSchema, generateCompany, hasTotaraSchema } from '@oracle-integration/testing';
import type { Pool } from 'pg';

/** An arbitrary constant: of two sandboxes started on one database, the second waits and finds the site made. */
const SETUP_LOCK = 7_203_114_017;

/** What is made when the database is empty. */
export interface SiteSetup {
  prefix: string;
  people: number;
  seed: number;
}

/**
 * Makes tables and company when the tables are absent, all in one transaction: a start that was interrupted leaves
 * nothing half-made behind.
 *
 * @returns whether the site was made now
 */
export async function prepareSite(pool: Pool, { prefix, people, seed }: SiteSetup): Promise<boolean> {
  const client = await pool.connect();
  let failure: Error | undefined;
  const onError = (error: Error) => (failure = error);
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK]);
    const isMissing = !(await hasTotaraSchema(client, { prefix }));
    if (isMissing) {
      await createTotaraSchema(client, { prefix });
      await generateCompany(client, { prefix, people, seed, hasUndatedHistory: true });
    }
    await client.query('COMMIT');
    return isMissing;
  } catch (error) {
    await client.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(failure);
  }
}
