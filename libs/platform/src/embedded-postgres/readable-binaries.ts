import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../errors/describe-error';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { binariesIn, type NativeBinaries } from './native-binaries';
import { canUse, type SystemUser } from './system-user';

/** Where root puts what the user `postgres` must reach when checkout or data folder are closed to it. */
export const SYSTEM_FOLDER = '/var/lib/oracle-integration';

/**
 * The programs in a place where `user` can run them: where npm put them, or a copy in the system folder, made
 * once per version (60 MB, about 0.2 s) when a parent of the checkout is closed to that user.
 */
export async function readableBinaries(
  binaries: NativeBinaries,
  user: SystemUser,
  { systemFolder, log }: { systemFolder: string; log: (line: string) => void },
): Promise<NativeBinaries> {
  if (await canRun(binaries, user)) return binaries;

  const target = join(
    systemFolder,
    `postgres-${binaries.packageVersion}-${process.platform}-${process.arch}`,
  );
  const copy = binariesIn(target, binaries.packageVersion);
  await ensureSystemFolder(systemFolder);
  if (!(await canRun(copy, user))) {
    log(`PostgreSQL's user cannot read ${binaries.nativeDir}, so its programs are copied to ${target}.`);
    await copyAtOnce(binaries.nativeDir, target);
  }
  if (await canRun(copy, user)) return copy;
  throw new EmbeddedPostgresError(
    'BINARIES_UNUSABLE',
    `The user that PostgreSQL runs as can use its programs neither in ${binaries.nativeDir} nor in ${target}; open one of these folders to it, or set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

/** Makes the folder, open to everyone to pass through whatever our umask is. */
export async function ensureSystemFolder(folder: string): Promise<void> {
  try {
    const created = await mkdir(folder, { recursive: true });
    if (created !== undefined) await chmod(folder, 0o755);
  } catch (error) {
    throw systemFolderUnusable(folder, error);
  }
}

export function systemFolderUnusable(folder: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'SYSTEM_FOLDER_UNUSABLE',
    `PostgreSQL's user cannot reach the data folder, and ${folder} cannot be used instead (${describeError(cause)}); set DATA_DIR to a folder outside closed home folders, or run this service as an ordinary user.`,
    { cause },
  );
}

function canRun({ nativeDir, initdb, postgres }: NativeBinaries, user: SystemUser): Promise<boolean> {
  return canUse(user, [
    ['-x', initdb],
    ['-x', postgres],
    ['-r', join(nativeDir, 'share', 'postgresql', 'postgres.bki')],
    ['-x', join(nativeDir, 'lib', 'postgresql')],
  ]);
}

/** The target appears complete or not at all; when two services copy at once, the second finds the first's. */
async function copyAtOnce(source: string, target: string): Promise<void> {
  const partial = `${target}.copying-${randomUUID()}`;
  try {
    await cp(source, partial, { recursive: true, verbatimSymlinks: true });
    await openToAll(partial);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? ''))
      throw systemFolderUnusable(target, error);
  }
}

/** A checkout made with umask 077 has closed files, too. */
async function openToAll(path: string): Promise<void> {
  const stats = await lstat(path);
  if (stats.isSymbolicLink()) return;
  const isOpen = stats.isDirectory() || (stats.mode & 0o111) !== 0;
  await chmod(path, isOpen ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const name of await readdir(path)) await openToAll(join(path, name));
}
