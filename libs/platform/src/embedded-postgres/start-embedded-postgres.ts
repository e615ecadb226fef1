import { join } from 'node:path';
import { clearLeftoverPostmaster } from './leftover-postmaster';
import { createCluster } from './cluster-creation';
import { checkCluster, findClusterPlace } from './cluster-place';
import { giveToFolderOwner, lastLines, prepareDataFolder, readOrMakeSecret } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { findNativeBinaries } from './native-binaries';
import type { ProcessEnd } from './postgres-process';
import { readableBinaries, SYSTEM_FOLDER } from './readable-binaries';
import { createDatabases, startServer, type StartedServer } from './server-start';
import { acquireServiceLock, type ServiceLock } from './service-lock';
import { resetSecret } from './secret-reset';

export interface EmbeddedPostgresOptions {
  /** The data folder: cluster, password, log and lock are kept in it. Made when absent. */
  dataDir: string;
  /** One sentence for the operator at a time. */
  log: (line: string) => void;
  /** Created when absent; the first is the default of `url()`. Without any: `postgres`. */
  databases?: readonly string[];
  /** Further flags of `postgres`, such as `['-c', 'fsync=off']`; they win over our own. */
  serverFlags?: readonly string[];
  /** Root only: what is used instead of places that PostgreSQL's user cannot reach. */
  systemFolder?: string;
}

/** A running PostgreSQL server that belongs to this process. */
export interface EmbeddedPostgres {
  /** Connection string of a database, as superuser. It holds the password: not for logs. */
  url(database?: string): string;
  /** On 127.0.0.1; another one at each start. */
  readonly port: number;
  /** Such as `18.4`. */
  readonly version: string;
  /** Process id of the server. */
  readonly pid: number;
  /** Disconnects all clients, shuts down with a checkpoint and gives the data folder back. May be called again. */
  stop(): Promise<void>;
  /** Calls back once if the server ends without `stop()`; at once if it already has. */
  onUnexpectedExit(callback: (error: EmbeddedPostgresError) => void): void;
}

/**
 * Starts the PostgreSQL that comes with the npm dependencies on the cluster of a data folder, making the cluster
 * first when there is none. About 0.2 s on an existing cluster, 1 s on a new one.
 *
 * It takes over from a service that was killed: a server left running is stopped, an unclean cluster is recovered.
 *
 * @throws EmbeddedPostgresError with a sentence for the operator; nothing is left running or locked then
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = await findNativeBinaries();
  const dataDir = await prepareDataFolder(options.dataDir);
  const lock = await acquireServiceLock(dataDir);
  try {
    await giveToFolderOwner(dataDir, join(dataDir, 'service.lock'));
    const server = await startOnCluster({ ...options, dataDir }, binaries);
    return await finishStart(server, options.databases ?? [], lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startOnCluster(
  { dataDir, log, serverFlags = [], systemFolder = SYSTEM_FOLDER }: EmbeddedPostgresOptions,
  found: Awaited<ReturnType<typeof findNativeBinaries>>,
): Promise<StartedServer & { secret: string }> {
  const place = await findClusterPlace(dataDir, { systemFolder, log });
  const binaries = place.user ? await readableBinaries(found, place.user, { systemFolder, log }) : found;
  if (place.exists) {
    await checkCluster(place.dir, binaries.majorVersion);
    await clearLeftoverPostmaster(place.dir, log);
  }
  const { secret, isNew } = await readOrMakeSecret(dataDir);
  if (!place.exists) {
    log(`A new PostgreSQL database is made in ${place.dir}.`);
    await createCluster(place, { dataDir, secret, binaries });
  } else if (isNew) {
    log(`The password file of the database in ${place.dir} was missing; a new password is set.`);
    await resetSecret(place, { secret, binaries });
  }
  const where = { dataDir, clusterDir: place.dir, user: place.user };
  const server = await startServer({ ...where, binaries, secret, extraFlags: serverFlags, log });
  return { ...server, secret };
}

async function finishStart(
  { process, port, version, serverLog, secret }: StartedServer & { secret: string },
  databases: readonly string[],
  lock: ServiceLock,
): Promise<EmbeddedPostgres> {
  const url = (database = databases[0] ?? 'postgres') =>
    `postgres://postgres:${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  try {
    await createDatabases(url('postgres'), databases);
  } catch (error) {
    await process.stop();
    throw error;
  }

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await process.stop();
    await lock.release();
  };
  return {
    url,
    port,
    version,
    pid: process.pid ?? 0,
    stop: () => (stopping ??= stop()),
    onUnexpectedExit: (callback) => {
      void process.ended.then(async (end) => {
        if (!stopping) callback(await unexpectedExit(end, serverLog));
      });
    },
  };
}

async function unexpectedExit(
  end: ProcessEnd,
  serverLog: StartedServer['serverLog'],
): Promise<EmbeddedPostgresError> {
  const how = end.signal ? `was ended by ${end.signal}` : `ended with exit code ${end.exitCode}`;
  const output = await lastLines(serverLog);
  return new EmbeddedPostgresError(
    'STOPPED_UNEXPECTEDLY',
    `The embedded PostgreSQL ${how} while it was in use; start the service again (see ${serverLog.file}).`,
    { details: { ...end, output } },
  );
}
