import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import { TotaraUnreadableError } from '../../totara.errors';
import { mysqlAddress } from './mysql-address';
import { MYSQL_DIALECT } from './mysql-dialect';
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

/** A site on MySQL or MariaDB. */
export class MysqlSiteDatabase implements SiteDatabase {
  readonly dialect = MYSQL_DIALECT;
  private pool: Pool | undefined;
  private readonly prepared = new WeakSet<PoolConnection['connection']>();

  constructor(
    private readonly url: string,
    private readonly answerTimeoutMs = ANSWER_TIMEOUT_MS,
  ) {}

  readonly read: SiteRead = (sql, parameters) =>
    this.onConnection((connection) => rowsOf(connection, sql, parameters));

  inSnapshot<Result>(work: (read: SiteRead) => Promise<Result>): Promise<Result> {
    return this.onConnection(async (connection) => {
      await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      const result = await work((sql, parameters) => rowsOf(connection, sql, parameters));
      await connection.query('COMMIT');
      return result;
    });
  }

  async close(): Promise<void> {
    await this.pool?.end();
  }

  private async onConnection<Result>(work: (connection: PoolConnection) => Promise<Result>): Promise<Result> {
    let connection: PoolConnection | undefined;
    try {
      // Loaded here: a site on PostgreSQL starts without the ninety files of the driver.
      const driver = await import('mysql2/promise');
      this.pool ??= openPool(driver, this.url);
      connection = await this.pool.getConnection();
      await this.answered(this.prepare(connection));
      const result = await this.answered(work(connection));
      connection.release();
      return result;
    } catch (error) {
      // What went wrong may have left the connection in the middle of something: it is closed, not reused.
      connection?.destroy();
      throw new TotaraUnreadableError(error);
    }
  }

  /** The driver's own limit for a statement leaves a timer behind when the connection breaks. */
  private async answered<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      const message = `no answer within ${this.answerTimeoutMs} ms`;
      timer = setTimeout(
        () => reject(Object.assign(new Error(message), { code: 'ETIMEDOUT' })),
        this.answerTimeoutMs,
      );
    });
    try {
      return await Promise.race([work, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Nothing is read before the connection can only read. */
  private async prepare(connection: PoolConnection): Promise<void> {
    if (this.prepared.has(connection.connection)) return;
    const [row] = await rowsOf<{ version: string }>(connection, 'SELECT VERSION() AS version');
    for (const statement of sessionSettings(row!.version)) await connection.query(statement);
    this.prepared.add(connection.connection);
  }
}

/** The time limit has another name, and another unit, in MariaDB. */
function sessionSettings(version: string): string[] {
  const timeLimit = /mariadb/i.test(version)
    ? `max_statement_time = ${STATEMENT_TIMEOUT_MS / 1000}`
    : `max_execution_time = ${STATEMENT_TIMEOUT_MS}`;
  return [
    'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY',
    'SET NAMES utf8mb4',
    // Some hosts refuse joins that may look at many rows; ours go by key. The sql_mode is the one of our tests, and
    // keeps the backslash an escape character, on which the driver relies.
    `SET SESSION sql_mode = 'ONLY_FULL_GROUP_BY', time_zone = '+00:00', sql_big_selects = 1, ${timeLimit}`,
  ];
}

function openPool({ createPool }: typeof import('mysql2/promise'), url: string): Pool {
  const pool = createPool({
    ...mysqlAddress(url),
    connectionLimit: CONNECTIONS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableKeepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    multipleStatements: false,
    connectAttributes: { program_name: 'oracle-integration (read only)' },
  });
  // A connection that breaks while idle leaves the pool; its event would end the process if nobody listened.
  pool.on('connection', (connection) => connection.on('error', () => undefined));
  return pool;
}

async function rowsOf<Row extends object>(
  connection: PoolConnection,
  sql: string,
  parameters: SqlParameters = {},
): Promise<Row[]> {
  const { text, values } = MYSQL_DIALECT.bind(sql, parameters);
  const [rows] = await connection.query<RowDataPacket[]>(text, values);
  return rows as Row[];
}
