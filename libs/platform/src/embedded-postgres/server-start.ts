import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { describeError } from '../errors/describe-error';
import { systemErrorCode } from './system-error-code';
import { lastLines, openServerLog, type ServerLog } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { isOldBackendAlive, isPortTaken, knownFailure } from './failure-reason';
import { freePort } from './free-port';
import type { NativeBinaries } from './native-binaries';
import { PostgresProcess, type ProcessEnd } from './postgres-process';
import { serverFlags } from './server-flags';
import type { SystemUser } from './system-user';

export interface ServerStartOptions {
  binaries: NativeBinaries;
  dataDir: string;
  clusterDir: string;
  user: SystemUser | undefined;
  secret: string;
  extraFlags: readonly string[];
  log: (line: string) => void;
}

export interface StartedServer {
  readonly process: PostgresProcess;
  readonly port: number;
  /** Such as `18.4`. */
  readonly version: string;
  readonly serverLog: ServerLog;
}

/** After a crash PostgreSQL replays its log before it answers: at most `max_wal_size`, 2 GB. */
const READY_TIMEOUT_MS = 5 * 60_000;
const PROGRESS_EVERY_MS = 10_000;
const POLL_MS = 40;
/** How long we wait for a backend whose postmaster was killed to finish its last statement. */
const OLD_BACKEND_PATIENCE_MS = 30_000;
const MAX_PORT_TRIES = 5;

/**
 * Starts the server on a free port and waits until it answers a query.
 *
 * @throws EmbeddedPostgresError with the server's last words when it ends early
 */
export async function startServer(options: ServerStartOptions): Promise<StartedServer> {
  const oldBackendDeadline = performance.now() + OLD_BACKEND_PATIENCE_MS;
  for (let portTries = 1; ;) {
    const attempt = await launch(options);
    const outcome = await answers(attempt, options);
    if ('version' in outcome) return { ...attempt, version: outcome.version };

    const output = await lastLines(attempt.serverLog);
    if (isPortTaken(output) && portTries < MAX_PORT_TRIES) portTries += 1;
    else if (isOldBackendAlive(output) && performance.now() < oldBackendDeadline) await delay(500);
    else throw startFailure(output, outcome.end, options);
  }
}

type Attempt = Omit<StartedServer, 'version'>;

async function launch({
  binaries,
  dataDir,
  clusterDir,
  user,
  extraFlags,
}: ServerStartOptions): Promise<Attempt> {
  const port = await freePort();
  const serverLog = await openServerLog(dataDir);
  try {
    const flags = serverFlags({ clusterDir, port, extra: extraFlags });
    const process = await PostgresProcess.spawn(binaries.postgres, flags, {
      user,
      logFd: serverLog.handle.fd,
    });
    return { process, port, serverLog };
  } finally {
    // The child has its own copy of the descriptor.
    await serverLog.handle.close();
  }
}

/** Polls by connecting: the log says "ready" in one version's words, and says nothing of a wrong password. */
async function answers(
  attempt: Attempt,
  options: ServerStartOptions,
): Promise<{ version: string } | { end: ProcessEnd }> {
  const started = performance.now();
  let nextProgress = started + PROGRESS_EVERY_MS;
  for (;;) {
    try {
      return { version: await askVersion(attempt.port, options) };
    } catch (error) {
      if (attempt.process.end) return { end: attempt.process.end };
      await giveUpIfHopeless(error, attempt, options);
    }
    const now = performance.now();
    if (now - started > READY_TIMEOUT_MS) throw await timedOut(attempt, options);
    if (now > nextProgress) {
      nextProgress = now + PROGRESS_EVERY_MS;
      options.log(
        `PostgreSQL is not ready after ${Math.round((now - started) / 1000)} s; after a crash it replays its log first.`,
      );
    }
    await Promise.race([delay(POLL_MS), attempt.process.ended]);
  }
}

async function askVersion(port: number, { secret, clusterDir }: ServerStartOptions): Promise<string> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: secret,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 5000,
  });
  // A server that stops meanwhile reports it here as well as to the query.
  const failures: unknown[] = [];
  client.on('error', (error) => failures.push(error));
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; dir: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('data_directory') AS dir`,
    );
    const [row] = rows;
    // A stranger who took the port first would not know our password, and would serve another folder.
    if (row?.dir !== clusterDir) throw new Error(`Another server answers on port ${port}.`);
    return row.version;
  } finally {
    await client.end();
  }
}

async function giveUpIfHopeless(
  error: unknown,
  { process }: Attempt,
  { dataDir }: ServerStartOptions,
): Promise<void> {
  if (systemErrorCode(error) !== '28P01') return;
  // Unless it was a stranger on our port: then our own server ends in a moment, and another port is tried.
  if (await Promise.race([process.ended, delay(500)])) return;
  await process.stop();
  throw new EmbeddedPostgresError(
    'SECRET_WRONG',
    `The password in ${dataDir}/postgres.secret does not fit the database beside it; put the right file back, or remove it to have a new password set.`,
    { cause: error },
  );
}

async function timedOut({ process, serverLog }: Attempt, { clusterDir }: ServerStartOptions): Promise<Error> {
  await process.stop();
  return new EmbeddedPostgresError(
    'START_TIMED_OUT',
    `PostgreSQL did not become ready within ${READY_TIMEOUT_MS / 60_000} minutes on ${clusterDir}; see ${serverLog.file}, then start again (its recovery goes on from the last checkpoint).`,
  );
}

function startFailure(output: string, end: ProcessEnd, { clusterDir, dataDir }: ServerStartOptions): Error {
  const known = knownFailure(output, clusterDir);
  if (known) return new EmbeddedPostgresError(known.reason, known.message, { details: { output } });
  const how = end.signal ? `was ended by ${end.signal}` : `ended with exit code ${end.exitCode}`;
  return new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL ${how} before it was ready; the last lines of ${dataDir}/postgres.log: ${output || '(none)'}`,
    { details: { output } },
  );
}

/**
 * Creates the databases that are not there yet.
 *
 * @param url of the maintenance database `postgres`
 */
export async function createDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const present = new Set(rows.map(({ datname }) => datname));
    for (const name of new Set(names)) {
      if (!present.has(name)) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    }
  } catch (error) {
    const list = names.join(', ');
    throw new EmbeddedPostgresError(
      'START_FAILED',
      `The database ${list} could not be created: ${describeError(error)}.`,
      {
        cause: error,
      },
    );
  } finally {
    await client.end();
  }
}
