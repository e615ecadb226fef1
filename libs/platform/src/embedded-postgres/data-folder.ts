import { randomBytes, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  chown,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { fileFailure } from './file-failure';
import { SYSTEM_FOLDER } from './readable-binaries';
import { isRoot } from './system-user';

/** A log above this size is moved to `postgres.log.1` at the next start: two files bound the space it takes. */
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/**
 * Makes sure that the data folder is there and can be written to.
 *
 * @returns its absolute path, without symbolic links on the way
 */
export async function prepareDataFolder(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/**
 * Removes the data folder of a throw-away database together with its cluster, which root may have had to place in
 * the system folder. Stop the server first.
 */
export async function removeDataFolder(dataDir: string, systemFolder = SYSTEM_FOLDER): Promise<void> {
  const cluster = await readlink(join(dataDir, 'postgres')).catch((error: unknown) => {
    // Absent, or a plain folder.
    if (['ENOENT', 'ENOTDIR', 'EINVAL'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  });
  if (cluster !== undefined && dirname(cluster) === systemFolder) {
    await rm(cluster, { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}

/** What root writes into a user's data folder shall stay that user's. */
export async function giveToFolderOwner(dataDir: string, path: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(dataDir);
  if (uid !== 0) await chown(path, uid, gid);
}

/**
 * The superuser's password of this data folder, generated on first use (mode 0600).
 *
 * @returns `isNew` when there was none: a cluster that is already there must be told of it
 */
export async function readOrMakeSecret(dataDir: string): Promise<{ secret: string; isNew: boolean }> {
  const file = join(dataDir, 'postgres.secret');
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    if (secret !== '') return { secret, isNew: false };
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw secretUnreadable(error, file);
  }
  const secret = randomBytes(24).toString('base64url');
  const partial = `${file}.${randomUUID()}`;
  try {
    await writeDurably(partial, `${secret}\n`);
    await giveToFolderOwner(dataDir, partial);
    await rename(partial, file);
  } catch (error) {
    throw fileFailure(error, file);
  }
  return { secret, isNew: true };
}

function secretUnreadable(error: unknown, file: string): EmbeddedPostgresError {
  if (systemErrorCode(error) !== 'EACCES') return fileFailure(error, file);
  return new EmbeddedPostgresError(
    'DATA_FOLDER_NOT_WRITABLE',
    `${file} belongs to another user; run this service as the user who first ran it, or set DATA_DIR to another folder.`,
    { cause: error },
  );
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** PostgreSQL's log of one start: `handle` to hand to the server, `from` where this start's lines begin. */
export interface ServerLog {
  readonly file: string;
  readonly handle: FileHandle;
  readonly from: number;
}

/** Opens `<data folder>/postgres.log` for appending; an overgrown one is moved aside first. */
export async function openServerLog(dataDir: string): Promise<ServerLog> {
  const file = join(dataDir, 'postgres.log');
  try {
    const size = await stat(file).then(
      (stats) => stats.size,
      (error: unknown) => {
        if (systemErrorCode(error) === 'ENOENT') return 0;
        throw error;
      },
    );
    if (size > MAX_LOG_BYTES) await rename(file, `${file}.1`);
    const handle = await open(file, 'a', 0o600);
    await giveToFolderOwner(dataDir, file);
    return { file, handle, from: size > MAX_LOG_BYTES ? 0 : size };
  } catch (error) {
    throw fileFailure(error, file);
  }
}

/** The last lines (at most 10, at most 8 kB) that this start has written; none when the log was removed. */
export async function lastLines({ file, from }: Pick<ServerLog, 'file' | 'from'>): Promise<string> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const start = Math.max(from, size - 8192);
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(Math.max(size - start, 1)),
      0,
      Math.max(size - start, 0),
      start,
    );
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').slice(-10).join('\n');
  } finally {
    await handle.close();
  }
}
