import {
  describeError,
  type Environment,
  selectRows,
  SteadyClient,
  withoutCredentials,
} from '@oracle-integration/platform';
import type { DataSource } from 'typeorm';
import type { OpenDatabase } from '../service-database';
import { clockFinding } from './clock-finding';
import { failed, type Finding, ok, warning } from './finding';

/** What one process may hold open at most: its pool, its readers and writers, its ear. */
const CONNECTIONS_PER_PROCESS = 50;
const LONG_TRANSACTION = `interval '5 minutes'`;

/** What PostgreSQL itself says of how it is. */
export async function databaseFindings(
  { dataSource }: OpenDatabase,
  { databaseReadUrl: readUrl }: Environment,
): Promise<Finding[]> {
  return [
    await serverFinding(dataSource),
    await safetyFinding(dataSource),
    await connectionsFinding(dataSource),
    await horizonFinding(dataSource),
    await databaseClockFinding(dataSource),
    ...(readUrl === undefined ? [] : [await standbyFinding(readUrl)]),
  ];
}

async function serverFinding(dataSource: DataSource): Promise<Finding> {
  const [row] = await selectRows<{ version: string; encoding: string; size: string; isReplica: boolean }>(
    dataSource,
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
            pg_size_pretty(pg_database_size(current_database())) AS size, pg_is_in_recovery() AS "isReplica"`,
  );
  const { version, encoding, size, isReplica } = row!;
  const address = withoutCredentials(String((dataSource.options as { url?: string }).url));
  if (isReplica) {
    return failed(
      'Database',
      `${address} is a replica that can only be read`,
      'Operator: DATABASE_URL must name the primary server.',
    );
  }
  if (encoding !== 'UTF8') {
    return failed(
      'Database',
      `${address} keeps text as ${encoding}, which cannot hold every name`,
      'Operator: make a database with ENCODING UTF8 and restore into it.',
    );
  }
  return ok('Database', `${address}, PostgreSQL ${version}, ${size}`);
}

async function safetyFinding(dataSource: DataSource): Promise<Finding> {
  const settings = await selectRows<{ name: string; setting: string }>(
    dataSource,
    `SELECT name, setting FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum')`,
  );
  const off = settings.filter(({ setting }) => setting === 'off').map(({ name }) => name);
  if (off.length === 0)
    return ok('Database settings', 'what is committed survives a power cut; autovacuum is on');
  return warning(
    'Database settings',
    `${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off`,
    off.includes('autovacuum')
      ? 'Operator: switch autovacuum on; without it the queue grows slower every day.'
      : 'Operator: switch it on, or a power cut may lose deliveries that Oracle has already seen.',
  );
}

async function connectionsFinding(dataSource: DataSource): Promise<Finding> {
  const [row] = await selectRows<{ used: number; max: number }>(
    dataSource,
    `SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int AS used,
            current_setting('max_connections')::int AS max`,
  );
  const { used, max } = row!;
  const detail = `${used} of ${max} in use; a process of the service holds up to ${CONNECTIONS_PER_PROCESS}`;
  return max - used < CONNECTIONS_PER_PROCESS
    ? warning('Connections', detail, 'Operator: raise max_connections before another process is added.')
    : ok('Connections', detail);
}

/** Whoever keeps a transaction open keeps everything that died since: claims and pages get slower by the hour. */
async function horizonFinding(dataSource: DataSource): Promise<Finding> {
  const name = 'Open transactions';
  const rows = await selectRows<{ who: string; minutes: number }>(
    dataSource,
    `SELECT coalesce(nullif(application_name, ''), usename, 'somebody') || ' (process ' || pid || ', ' || coalesce(state, '?') || ')' AS who,
            floor(extract(epoch FROM now() - xact_start) / 60)::int AS minutes
       FROM pg_stat_activity
      WHERE xact_start < now() - ${LONG_TRANSACTION} AND pid <> pg_backend_pid()
        AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
      UNION ALL
     SELECT 'prepared transaction ' || gid, floor(extract(epoch FROM now() - prepared) / 60)::int
       FROM pg_prepared_xacts WHERE prepared < now() - ${LONG_TRANSACTION}
      UNION ALL
     SELECT 'replication slot ' || slot_name || ', which nobody reads', NULL
       FROM pg_replication_slots WHERE NOT active AND (xmin IS NOT NULL OR catalog_xmin IS NOT NULL)
      LIMIT 5`,
  );
  if (rows.length === 0) return ok(name, 'none is old enough to keep PostgreSQL from cleaning up');
  const whose = rows.map(({ who, minutes }) => (minutes === null ? who : `${who}, for ${minutes} minutes`));
  return warning(
    name,
    `kept open by ${whose.join('; ')}`,
    'Operator: end it (SELECT pg_terminate_backend(process)); while it is open nothing dead can be removed.',
  );
}

/** What Pull reads from, where it is told to: behind the primary it is not used until it has caught up. */
async function standbyFinding(url: string): Promise<Finding> {
  const name = 'Standby of Pull';
  const address = withoutCredentials(url);
  const client = new SteadyClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ isStandby: boolean; seconds: number }>(
      `SELECT pg_is_in_recovery() AS "isStandby",
              coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)::int AS seconds`,
    );
    const { isStandby, seconds } = rows[0]!;
    if (isStandby) return ok(name, `${address} answers; it last replayed a transaction ${seconds} s ago`);
    return warning(
      name,
      `${address} is no standby but a server of its own`,
      'Operator: DATABASE_READ_URL must name a standby of DATABASE_URL; left out, Pull reads from the primary.',
    );
  } catch (error) {
    return warning(
      name,
      `${address} cannot be used: ${describeError(error)}`,
      'Operator: look at the standby. Pull reads from the primary meanwhile.',
    );
  } finally {
    await client.end();
  }
}

async function databaseClockFinding(dataSource: DataSource): Promise<Finding> {
  const before = Date.now();
  const [row] = await selectRows<{ at: Date }>(dataSource, 'SELECT clock_timestamp() AS at');
  const here = (before + Date.now()) / 2;
  return clockFinding('Clock of the database', row!.at.getTime() - here);
}
