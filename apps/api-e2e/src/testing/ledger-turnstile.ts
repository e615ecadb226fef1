import { waitUntil } from '@oracle-integration/testing';
import { Client } from 'pg';

/** Under which every writer of the ledger waits its turn. */
export const LEDGER_LOCK = 720_311_402;

/** The connections to the service's database that wait for their turn to write. */
export const WAITING_FOR_LEDGER = `SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND objid = ${LEDGER_LOCK} AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * In front of the ledger: what the service writes in many steps stands still after one of them, until a test has done
 * what it must do in the middle.
 */
export class LedgerTurnstile {
  private constructor(
    private readonly url: string,
    private holder: Client,
  ) {}

  /** From now on nobody writes. */
  static async shut(url: string): Promise<LedgerTurnstile> {
    const holder = await connect(url);
    await lock(holder);
    return new LedgerTurnstile(url, holder);
  }

  /** Waits until somebody wants to write, and lets nobody through but who stands there by then. */
  async letThrough(): Promise<void> {
    const next = await connect(this.url);
    const { rows } = await next.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await this.waits(() => true);
    const turn = lock(next);
    await this.waits((pid) => pid === rows[0]!.pid);
    await this.holder.end();
    this.holder = next;
    await turn;
  }

  /** May be called again. */
  async open(): Promise<void> {
    await this.holder.end();
  }

  private async waits(isIt: (pid: number) => boolean): Promise<void> {
    await waitUntil(
      () => this.holder.query<{ pid: number }>(WAITING_FOR_LEDGER),
      ({ rows }) => rows.some(({ pid }) => isIt(pid)),
    );
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function lock(client: Client): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${LEDGER_LOCK})`);
}
