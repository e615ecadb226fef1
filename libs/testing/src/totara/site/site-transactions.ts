import type { Pool, PoolClient } from 'pg';
import { resolveLocation, type ResolvedLocation, type TotaraLocation } from '../schema/flavour';
import type { SiteEvent } from './site-event';
import type { SiteSession } from './site-session';

export interface TotaraSiteOptions extends TotaraLocation {
  /** What time it is on the site, in epoch seconds; the clock, if left out. */
  now?: () => number;
  /** Who is logged for changes by hand. */
  adminId?: number;
  /** Is given what Totara fires events for, once the transaction is committed, in the order of firing. */
  onEvents?: (events: readonly SiteEvent[]) => void | Promise<void>;
}

/** The transactions of one site. */
export class SiteTransactions {
  readonly location: ResolvedLocation;

  constructor(
    private readonly pool: Pool,
    private readonly options: TotaraSiteOptions,
  ) {
    this.location = resolveLocation(options);
  }

  /** Runs `work` in a transaction of its own and commits it; nothing is left when it throws. */
  async run<T>(work: (session: SiteSession, client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => (broken = error);
    // A checked-out client whose server goes away emits an error that would otherwise end the process.
    client.on('error', onError);
    const { onEvents } = this.options;
    const events: SiteEvent[] = [];
    let result: T;
    try {
      await client.query('BEGIN');
      result = await work({ ...this.sessionOn(client), ...(onEvents && { events }) }, client);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(onError);
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
    if (events.length > 0) await onEvents?.(events);
    return result;
  }

  /** A session in a transaction that somebody else commits; nobody hears of its events. */
  sessionOn(client: PoolClient): SiteSession {
    const { now = () => Math.floor(Date.now() / 1000), adminId = 2 } = this.options;
    return { db: client, location: this.location, now, adminId };
  }
}
