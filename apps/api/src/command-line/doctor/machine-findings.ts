import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, type Environment, errorCode } from '@oracle-integration/platform';
import { failed, type Finding, ok, warning } from './finding';

const FREE_BYTES_LOW = 5 * 1024 ** 3;
const FREE_BYTES_LEAST = 1024 ** 3;

/** Node 20.19 and later: what comes before cannot load what we are built of. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? ok('Node', version)
    : failed('Node', `${version} is too old`, 'Operator: install Node 20.19 or newer.');
}

/** The folder of the generated secrets, and of the embedded PostgreSQL. */
export async function dataFolderFindings(environment: Environment): Promise<Finding[]> {
  const { dataDir, databaseUrl, appSecret } = environment;
  const isNeeded = databaseUrl === undefined || appSecret === undefined;
  if (!isNeeded) return [ok('Data folder', 'not needed: DATABASE_URL and APP_SECRET are set')];
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      return [warning('Data folder', `${dataDir} is not there yet`, 'Nobody: the first start makes it.')];
    return [
      failed(
        'Data folder',
        `${dataDir} cannot be used: ${describeError(error)}`,
        'Operator: give the folder to the user the service runs as.',
      ),
    ];
  }
  const secret = appSecret === undefined ? [await secretFileFinding(join(dataDir, 'app.secret'))] : [];
  return [ok('Data folder', dataDir), ...secret, await spaceFinding(dataDir)];
}

/** A look must not make a database. */
export async function isBeforeFirstStart({ databaseUrl, dataDir }: Environment): Promise<boolean> {
  if (databaseUrl !== undefined) return false;
  return stat(join(dataDir, 'postgres')).then(
    () => false,
    (error: unknown) => errorCode(error) === 'ENOENT',
  );
}

async function secretFileFinding(path: string): Promise<Finding> {
  const name = 'Secret key';
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0)
      return warning(name, `${path} can be read by others on this machine`, `Operator: chmod 600 ${path}`);
    return ok(name, `${path}; keep a copy of it with the backups, the stored secrets cannot be read without`);
  } catch (error) {
    if (errorCode(error) === 'ENOENT')
      return ok(name, 'none yet; it is generated when the first secret is stored');
    return failed(name, describeError(error), 'Operator: give the file to the user the service runs as.');
  }
}

async function spaceFinding(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free where ${dataDir} lies`;
  const action = 'Operator: make room, or shorten what is kept in Settings → Retention.';
  if (free < FREE_BYTES_LEAST) return failed('Free space', detail, action);
  return free < FREE_BYTES_LOW ? warning('Free space', detail, action) : ok('Free space', detail);
}
