import { waitUntil } from '@oracle-integration/testing';
import type { Pool, PoolClient } from 'pg';

/** Holds a table so that whoever reads it waits, which gives a test time to do something in the middle of a read. */
export interface HeldTable {
  /** Inside the transaction that holds it. */
  readonly holder: PoolClient;
  /** Waits until a reader stands before the table; answers its server process. */
  reader(): Promise<number>;
  /** Commits what the holder did, and lets the reader go on. */
  release(): Promise<void>;
}

export async function holdTable(pool: Pool, table: string): Promise<HeldTable> {
  const holder: PoolClient = await pool.connect();
  await holder.query('BEGIN');
  await holder.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const waiting = async () => {
    const { rows } = await pool.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'oracle-integration%' AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.pid;
  };
  return {
    holder,
    reader: async () => (await waitUntil(waiting, (pid) => pid !== undefined))!,
    release: async () => {
      await holder.query('COMMIT');
      holder.release();
    },
  };
}
