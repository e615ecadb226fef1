import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Pool, type PoolConfig, type QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { ByteClient, TEXT_AS_BYTES } from './byte-client';
import { SteadyClient } from './steady-client';

interface PreparedOptions {
  readonly role: string;
  readonly connections: number;
  readonly settings: readonly string[];
  readonly driver?: Pick<PoolConfig, 'Client' | 'types'>;
  /** Where another database can do instead, one that does not answer is not waited for long. */
  readonly waitMs?: number;
}

const READ_ONLY = 'default_transaction_read_only=on';
const QUERY = { role: 'reader', connections: 5, settings: [READ_ONLY] };
const BYTES = {
  role: 'page reader',
  connections: 10,
  settings: [READ_ONLY],
  driver: { Client: ByteClient, types: TEXT_AS_BYTES },
};

/**
 * Named prepared statements, on connections of their own where PostgreSQL plans each of them once. TypeORM's query
 * runner is left out, which costs as much as a small statement itself.
 */
export abstract class PreparedStatements implements OnApplicationShutdown {
  private readonly pool: Pool;

  protected constructor(
    dataSource: DataSource,
    { role, connections, settings, driver, waitMs = 10_000 }: PreparedOptions,
  ) {
    const { url } = dataSource.options as { url?: string };
    this.pool = new Pool({
      Client: SteadyClient,
      ...driver,
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: waitMs,
      keepAlive: true,
      application_name: `oracle-integration ${role}`,
      options: ['timezone=UTC', 'plan_cache_mode=force_generic_plan', ...settings]
        .map((setting) => `-c ${setting}`)
        .join(' '),
    });
    // A connection that breaks while idle is replaced by the pool; the next query reports trouble if there is any.
    this.pool.on('error', () => undefined);
  }

  /** `name` must stand for exactly one SQL text: PostgreSQL keeps the plan under it per connection. */
  async rows<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * For what is read thousands of times a second: planning a Pull page for its parameters each time took longer (0.15 to
 * 0.3 ms) than reading it, and every plan came out the same.
 */
@Injectable()
export class PreparedQuery extends PreparedStatements {
  constructor(dataSource: DataSource) {
    super(dataSource, QUERY);
  }
}

/**
 * The same for texts that are passed on as they are: columns of type `text` come as a `Buffer`, in UTF-8.
 *
 * Decoding a page of 70 KB and encoding it again was a third of what its request took in Node.
 */
@Injectable()
export class PreparedBytes extends PreparedStatements {
  constructor(dataSource: DataSource) {
    super(dataSource, BYTES);
  }
}

/**
 * For what is written hot, where each row is reached by an index and by nothing else.
 *
 * The statistics of a queue are out of date exactly when it matters: right after thousands of items came in or went
 * out. From them PostgreSQL chose to read all of an index, with everything dead in it, to sort a backlog, or to join
 * by hashing (6 of 26 ms to find 300 rows by their ids). So it is left no choice.
 */
@Injectable()
export class PreparedWrite extends PreparedStatements {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      role: 'writer',
      connections: 10,
      settings: [
        'enable_seqscan=off',
        'enable_bitmapscan=off',
        'enable_hashjoin=off',
        'enable_mergejoin=off',
        'jit=off',
      ],
    });
  }
}

/** How long a standby may take to let us in, or to answer: the primary can answer as well. */
const STANDBY_WAIT_MS = 2_000;
const STANDBY = { waitMs: STANDBY_WAIT_MS, settings: [READ_ONLY, `statement_timeout=${STANDBY_WAIT_MS}`] };

/** {@link PreparedQuery} on a standby. */
export class StandbyQuery extends PreparedStatements {
  constructor(standby: DataSource) {
    super(standby, { ...QUERY, ...STANDBY });
  }
}

/** {@link PreparedBytes} on a standby. */
export class StandbyBytes extends PreparedStatements {
  constructor(standby: DataSource) {
    super(standby, { ...BYTES, ...STANDBY });
  }
}
