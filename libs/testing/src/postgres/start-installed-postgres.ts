import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../free-port';
import { waitUntil } from '../wait-until';
import { findPostgresPrograms, postgresUser } from './postgres-programs';

const run = promisify(execFile);

/** A PostgreSQL of the system's packages, running on data of its own, of which we are the administrator. */
export interface InstalledPostgres {
  readonly major: number;
  /** Creates an empty database, which goes with the server, and answers its address. */
  createDatabase(): Promise<string>;
  /** Copies a database into an empty one by `pg_dump` and `pg_restore`. */
  copy(fromUrl: string, toUrl: string): Promise<void>;
  stop(): Promise<void>;
}

/** Runs a server until our end of the pipe closes, by a stop or because we died, and leaves nothing behind. */
const UNTIL_WE_END = `folder=$1; port=$2
  "$3" -D "$folder/data" -U postgres --auth=trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1
  "$4" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off \\
    >>"$folder/log" 2>&1 & server=$!
  cat >/dev/null; kill -QUIT "$server"; wait "$server"; rm -rf "$folder"`;

/** @throws when none is installed, or it does not start; the error holds what it says */
export async function startInstalledPostgres(): Promise<InstalledPostgres> {
  const programs = findPostgresPrograms();
  if (!programs) throw new Error('PostgreSQL is not installed. Debian: apt-get install postgresql');
  const [port, user] = [await freePort(), postgresUser()];
  const folder = await mkdtemp(join(tmpdir(), 'oracle-integration-postgres-'));
  if (user) await chown(folder, user.uid, user.gid);
  // A session of its own: a Ctrl-C reaches us, and us only.
  const child = spawn(
    'sh',
    ['-c', UNTIL_WE_END, 'sh', folder, String(port), programs.initdb, programs.server],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: folder,
      ...user,
    },
  );
  const ended = once(child, 'exit');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const urlOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  try {
    await waitUntil(() => answers(urlOf('postgres')), Boolean);
  } catch (error) {
    const log = await readFile(join(folder, 'log'), 'utf8');
    await stop();
    throw new Error(`PostgreSQL did not start. It says:\n${log}`, { cause: error });
  }
  return {
    major: programs.major,
    createDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await execute(urlOf('postgres'), `CREATE DATABASE ${name}`);
      return urlOf(name);
    },
    copy: async (fromUrl, toUrl) => {
      const file = join(tmpdir(), `${randomUUID()}.dump`);
      await run(programs.dump, ['--format=custom', `--file=${file}`, fromUrl]);
      await run(programs.restore, ['--no-owner', '--exit-on-error', `--dbname=${toUrl}`, file]);
      await run('rm', [file]);
    },
    stop,
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await execute(url, 'SELECT 1');
    return true;
  } catch {
    return false; // Not yet: whoever waits asks again.
  }
}
