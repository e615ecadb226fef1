import { SteadyClient } from '@oracle-integration/platform';
import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { TotaraUnreadableError } from '../../totara.errors';
import { POSTGRES_DIALECT } from './postgres-dialect';
import {
  ANSWER_TIMEOUT_MS,
  CONNECT_TIMEOUT_MS,
  CONNECTIONS,
  KEEP_ALIVE_DELAY_MS,
  type SiteDatabase,
  type SiteRead,
  STATEMENT_TIMEOUT_MS,
} from './site-database';
import type { SqlParameters } from './sql-dialect';

/**
 * Our statements go by keys, in the order in which they are written. Left to itself, PostgreSQL 15 read all 43,000
 * grades and all people of a site for a page of 1,000 completions (80 ms instead of 35), and thought longer about it.
 */
const BY_KEYS = ['random_page_cost=1.1', 'join_collapse_limit=1'];

const SESSION = ['default_transaction_read_only=on', `statement_timeout=${STATEMENT_TIMEOUT_MS}`, ...BY_KEYS];

/**
 * What servers before 11 and 9.6 do not have, and would refuse the connection for: compiling a statement, which takes
 * longer than reading a page with it, and several processes at work on one, which cost a page of 20 ms 25 more to
 * start and the site a second core.
 */
const ONE_PLAIN_PROCESS = `SELECT set_config(name, CASE name WHEN 'jit' THEN 'off' ELSE '0' END, false)
  FROM pg_settings WHERE name IN ('jit', 'max_parallel_workers_per_gather')`;

/** A site on PostgreSQL. */
export class PostgresSiteDatabase implements SiteDatabase {
  readonly dialect = POSTGRES_DIALECT;
  private readonly pool: Pool;
  private readonly prepared = new WeakSet<PoolClient>();

  constructor(url: string, answerTimeoutMs = ANSWER_TIMEOUT_MS) {
    this.pool = new Pool({
      Client: SteadyClient,
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      query_timeout: answerTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
      application_name: 'oracle-integration (read only)',
      options: SESSION.map((setting) => `-c ${setting}`).join(' '),
    });
    // A connection that breaks while idle is replaced by the pool; the next read reports trouble if there is any.
    this.pool.on('error', () => undefined);
  }

  readonly read: SiteRead = (sql, parameters) =>
    this.onConnection((client) => rowsOf(client, sql, parameters));

  inSnapshot<Result>(work: (read: SiteRead) => Promise<Result>): Promise<Result> {
    return this.onConnection(async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const result = await work((sql, parameters) => rowsOf(client, sql, parameters));
      await client.query('COMMIT');
      return result;
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async onConnection<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    let client: PoolClient | undefined;
    let isBroken = true;
    try {
      client = await this.pool.connect();
      if (!this.prepared.has(client)) await client.query(ONE_PLAIN_PROCESS);
      this.prepared.add(client);
      const result = await work(client);
      isBroken = false;
      return result;
    } catch (error) {
      throw new TotaraUnreadableError(error);
    } finally {
      // What went wrong may have left the connection in the middle of something: it is closed, not reused.
      client?.release(isBroken);
    }
  }
}

async function rowsOf<Row extends object>(
  client: PoolClient,
  sql: string,
  parameters: SqlParameters = {},
): Promise<Row[]> {
  const { text, values } = POSTGRES_DIALECT.bind(sql, parameters);
  return (await client.query<Row & QueryResultRow>(text, values)).rows;
}
