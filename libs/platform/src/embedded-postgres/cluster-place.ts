import { createHash, randomUUID } from 'node:crypto';
import { lchown, lstat, readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { fileFailure } from './file-failure';
import { ensureSystemFolder } from './readable-binaries';
import { canUse, ensurePostgresUser, isRoot, type SystemUser } from './system-user';

/** Where the cluster is, or shall be, and as whom PostgreSQL runs on it. */
export interface ClusterPlace {
  /** The folder itself, without symbolic links on the way. */
  readonly dir: string;
  readonly exists: boolean;
  /** `<data folder>/postgres`, when it must become a symbolic link to `dir`. */
  readonly link: string | undefined;
  readonly user: SystemUser | undefined;
}

export interface PlaceOptions {
  systemFolder: string;
  log: (line: string) => void;
}

/**
 * Decides where the cluster of a data folder lives.
 *
 * As an ordinary user: in the data folder. As root: PostgreSQL runs as the owner of the existing cluster or else of
 * the data folder (what an ordinary user made stays usable for that user), and as `postgres` where that is root;
 * when that user cannot reach the data folder, a new cluster goes to a fresh place in the system folder, with a
 * link to it in the data folder.
 */
export async function findClusterPlace(dataDir: string, options: PlaceOptions): Promise<ClusterPlace> {
  const path = join(dataDir, 'postgres');
  const existing = await existingCluster(path);
  if (!isRoot()) {
    return { dir: existing ?? path, exists: existing !== undefined, link: undefined, user: undefined };
  }
  return existing === undefined ? newPlaceAsRoot(dataDir, options) : existingPlaceAsRoot(existing, options);
}

/** The real path of the cluster folder; undefined when it is absent or empty. */
async function existingCluster(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return await followLink(path);
    if (!stats.isDirectory()) {
      throw new EmbeddedPostgresError(
        'CLUSTER_BROKEN',
        `${path} should be a folder with the database, but it is a file; move it away to begin with an empty database.`,
      );
    }
    return (await readdir(path)).length === 0 ? undefined : await realpath(path);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw foreignCluster(error, path);
  }
}

async function followLink(link: string): Promise<string> {
  try {
    return await realpath(link);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    throw new EmbeddedPostgresError(
      'CLUSTER_BROKEN',
      `${link} points to the database in ${await readlink(link)}, which is not there any more; restore that folder, or remove the link to begin with an empty database.`,
      { cause: error },
    );
  }
}

async function newPlaceAsRoot(dataDir: string, { systemFolder, log }: PlaceOptions): Promise<ClusterPlace> {
  const owner = await stat(dataDir);
  const user = owner.uid === 0 ? await ensurePostgresUser(log) : { uid: owner.uid, gid: owner.gid };
  const link = join(dataDir, 'postgres');
  if (await canUse(user, [['-x', dataDir]])) return { dir: link, exists: false, link: undefined, user };

  await ensureSystemFolder(systemFolder);
  const dir = join(systemFolder, `${clusterNamePrefix(dataDir)}-${randomUUID().slice(0, 8)}`);
  log(
    `PostgreSQL's user cannot enter ${dataDir}, so the database is kept in ${dir}, with a link to it at ${link}.`,
  );
  return { dir, exists: false, link, user };
}

async function existingPlaceAsRoot(dir: string, { log }: PlaceOptions): Promise<ClusterPlace> {
  const owner = await stat(dir);
  if (owner.uid === 0) {
    // A copy that root made (a restored backup): PostgreSQL insists that its user owns the folder.
    const user = await ensurePostgresUser(log);
    await giveAllTo(user, dir);
    return await reachable({ dir, exists: true, link: undefined, user });
  }
  return await reachable({ dir, exists: true, link: undefined, user: { uid: owner.uid, gid: owner.gid } });
}

async function reachable(place: ClusterPlace): Promise<ClusterPlace> {
  if (place.user && (await canUse(place.user, [['-x', place.dir]]))) return place;
  throw new EmbeddedPostgresError(
    'DATA_FOLDER_UNREACHABLE',
    `PostgreSQL's user (id ${place.user?.uid}) cannot enter ${place.dir}, because a folder above it is closed; move the data folder to an open place and point DATA_DIR at it.`,
  );
}

/** Names what belongs to one data folder, so that its half-made clusters can be told from others'. */
export function clusterNamePrefix(dataDir: string): string {
  return `${basename(dataDir)}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;
}

/** Makes `user` the owner of a folder and of all that is in it. */
export async function giveAllTo(user: SystemUser, path: string): Promise<void> {
  await lchown(path, user.uid, user.gid);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveAllTo(user, join(path, name));
}

/**
 * Refuses a folder that this PostgreSQL cannot open.
 *
 * @throws EmbeddedPostgresError `CLUSTER_BROKEN` or `CLUSTER_VERSION_MISMATCH`
 */
export async function checkCluster(dir: string, majorVersion: string): Promise<void> {
  const version = await readVersion(dir);
  if (version !== majorVersion) {
    throw new EmbeddedPostgresError(
      'CLUSTER_VERSION_MISMATCH',
      `The database in ${dir} was made by PostgreSQL ${version}, and this release brings PostgreSQL ${majorVersion}; dump it with the release that made it and load it into a new DATA_DIR, or set DATABASE_URL to a server of your own.`,
      { details: { found: version, expected: majorVersion } },
    );
  }
}

async function readVersion(dir: string): Promise<string> {
  const needed = ['PG_VERSION', join('global', 'pg_control')];
  for (const name of needed) {
    try {
      await stat(join(dir, name));
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw foreignCluster(error, dir);
      throw new EmbeddedPostgresError(
        'CLUSTER_BROKEN',
        `${dir} does not hold a complete database (${name} is missing); restore it from a backup, or move the folder away to begin with an empty one.`,
        { cause: error },
      );
    }
  }
  try {
    return (await readFile(join(dir, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    throw foreignCluster(error, dir);
  }
}

function foreignCluster(error: unknown, dir: string): EmbeddedPostgresError {
  if (systemErrorCode(error) !== 'EACCES') return fileFailure(error, dir);
  return new EmbeddedPostgresError(
    'DATA_FOLDER_NOT_WRITABLE',
    `The database in ${dir} belongs to another user (root's services keep it as postgres); run this service as before, or set DATA_DIR to another folder.`,
    { cause: error },
  );
}
