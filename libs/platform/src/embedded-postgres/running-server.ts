import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from './system-error-code';
import { fileFailure } from './file-failure';
import { isPostmasterOf } from './running-process';

/**
 * The address of a database of the server that another process of ours runs on a data folder; `undefined` when none
 * runs. For tools that work beside a running service.
 */
export async function runningEmbeddedPostgres(
  dataDir: string,
  database: string,
): Promise<string | undefined> {
  try {
    const cluster = await realpath(join(dataDir, 'postgres'));
    const [pid, , , port] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    if (!port || !(await isPostmasterOf(Number(pid), cluster))) return undefined;
    const secret = (await readFile(join(dataDir, 'postgres.secret'), 'utf8')).trim();
    return `postgres://postgres:${secret}@127.0.0.1:${port.trim()}/${encodeURIComponent(database)}`;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw fileFailure(error, dataDir);
  }
}
