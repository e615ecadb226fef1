import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../errors/describe-error';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { isPostmasterOf, isSignalable, waitForEnd } from './running-process';

/** A fast shutdown writes a checkpoint; an immediate one only ends the processes, and recovery does the rest. */
const FAST_SHUTDOWN_MS = 30_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/**
 * Ends the server that a killed service left running on this cluster, and makes a stale `postmaster.pid` harmless.
 *
 * Call it only while holding the service lock: then a running server is nobody's any more.
 *
 * @throws EmbeddedPostgresError `ORPHAN_NOT_STOPPED`
 */
export async function clearLeftoverPostmaster(
  clusterDir: string,
  log: (line: string) => void,
): Promise<void> {
  const file = join(clusterDir, 'postmaster.pid');
  const content = await readPidFile(file);
  const pid = Math.abs(Number.parseInt(content?.split('\n')[0] ?? '', 10));
  if (content === undefined || !Number.isSafeInteger(pid) || pid === 0) return;

  if (await isPostmasterOf(pid, clusterDir)) {
    log(
      `A PostgreSQL server (process ${pid}) was left behind by a service that was killed; it is stopped first.`,
    );
    await stopOrphan(pid, clusterDir);
    return;
  }
  if (isSignalable(pid)) await disownPidFile(file, content);
}

async function stopOrphan(pid: number, clusterDir: string): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
    if (await waitForEnd(pid, FAST_SHUTDOWN_MS)) return;
    process.kill(pid, 'SIGQUIT');
    if (await waitForEnd(pid, IMMEDIATE_SHUTDOWN_MS)) return;
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return;
    throw notStopped(pid, clusterDir, describeError(error), error);
  }
  throw notStopped(pid, clusterDir, 'it ignored the request', undefined);
}

function notStopped(pid: number, clusterDir: string, why: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'ORPHAN_NOT_STOPPED',
    `A PostgreSQL server (process ${pid}) from an earlier run still uses ${clusterDir} and could not be stopped (${why}); end that process, then start again.`,
    { cause, details: { pid } },
  );
}

/**
 * The recorded process id belongs to a stranger or a zombie by now, and PostgreSQL would refuse to start because
 * of it. Deleting the file would also delete the shared memory key in it, by which PostgreSQL finds backends that
 * outlived their postmaster. Our own id is the one that it passes over: that of its parent.
 */
async function disownPidFile(file: string, content: string): Promise<void> {
  await writeFile(file, content.replace(/^[^\n]*/, String(process.pid)));
}

async function readPidFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
