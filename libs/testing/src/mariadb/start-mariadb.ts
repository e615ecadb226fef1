import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../free-port';
import { waitUntil } from '../wait-until';
import { findMariaDbPrograms, type MariaDbPrograms } from './mariadb-programs';

/** A running MariaDB or MySQL of which we are the administrator. */
export interface MariaDbServer {
  /** The administrator's address, without a database. */
  readonly url: string;
  /** Creates an empty database, which goes with the server at the latest, and answers its address. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Prepares and runs a server until our end of the pipe closes, by a stop or because we died, and leaves nothing
 * behind: a test run that is killed must not leave a server on the machine.
 */
const UNTIL_WE_END = `folder=$1; options=--defaults-file=$1/options
  "$2" $options --auth-root-authentication-method=normal --skip-test-db >"$folder/log" 2>&1
  "$3" $options >>"$folder/log" 2>&1 & server=$!
  cat >/dev/null; kill -KILL "$server"; wait "$server"; rm -rf "$folder"`;

/** Tests are about what the service does, not about what survives a power cut. */
const OPTIONS = [
  'bind-address=127.0.0.1',
  'skip-name-resolve',
  'innodb-flush-log-at-trx-commit=0',
  'innodb-flush-method=nosync',
  'innodb-file-per-table=0',
  'skip-innodb-doublewrite',
  'innodb-buffer-pool-size=256M',
  'character-set-server=utf8mb4',
];

/**
 * Starts a throw-away server in a folder of its own, which takes some 3 s, or answers the one that `TEST_MYSQL_URL`
 * names (an administrator's address), so that one can run the tests against other versions.
 */
export async function startMariaDb(): Promise<MariaDbServer> {
  const given = givenUrl();
  if (given !== undefined) return serverAt(given, (names) => run(given, ...names.map(dropSql)));
  const programs = findMariaDbPrograms();
  if (!programs) throw new Error('MariaDB is not installed. Debian: apt-get install mariadb-server');
  return startOwnMariaDb(programs);
}

/** Whether {@link startMariaDb} has anything to start. */
export function hasMariaDb(): boolean {
  return givenUrl() !== undefined || findMariaDbPrograms() !== undefined;
}

function givenUrl(): string | undefined {
  return process.env['TEST_MYSQL_URL'] || undefined;
}

/** Starts a throw-away server, whatever the environment names. */
export async function startOwnMariaDb({ install, server }: MariaDbPrograms): Promise<MariaDbServer> {
  const port = await freePort();
  const folder = await serverFolder(port);
  // A session of its own: a Ctrl-C reaches us, and us only.
  const child = spawn('sh', ['-c', UNTIL_WE_END, 'sh', folder, install, server], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = once(child, 'exit');
  const url = `mysql://root@127.0.0.1:${port}`;
  const end = async () => {
    child.stdin.end();
    await ended;
  };
  try {
    await waitUntil(() => answers(url), Boolean);
  } catch (error) {
    const log = await readFile(join(folder, 'log'), 'utf8');
    await end();
    throw new Error(`MariaDB did not start. It says:\n${log}`, { cause: error });
  }
  return serverAt(url, end);
}

/** @param end gets the names of the databases that were created */
function serverAt(url: string, end: (names: readonly string[]) => Promise<void>): MariaDbServer {
  const names: string[] = [];
  return {
    url,
    createDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await run(url, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      names.push(name);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    stop: () => end(names),
  };
}

function dropSql(name: string): string {
  return `DROP DATABASE ${name}`;
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const connection = await createConnection(url);
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}

/**
 * A folder through which the server's user gets to the data, which belongs to that user alone. Temporary files lie in
 * it too: two servers that prepare their data at once give them the same names.
 */
async function serverFolder(port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oracle-integration-mariadb-'));
  const temporary = join(folder, 'tmp');
  await chmod(folder, 0o711);
  await mkdir(temporary);
  await chmod(temporary, 0o777);
  const data = join(folder, 'data');
  const place = [`datadir=${data}`, `socket=${join(data, 'socket')}`, `tmpdir=${temporary}`, `port=${port}`];
  const lines = ['[mysqld]', `user=${serverUser()}`, ...place, ...OPTIONS];
  await writeFile(join(folder, 'options'), lines.join('\n'));
  return folder;
}

/** MariaDB refuses to run as root. */
function serverUser(): string {
  const { uid, username } = userInfo();
  return uid === 0 ? 'mysql' : username;
}

async function answers(url: string): Promise<boolean> {
  try {
    const connection = await createConnection(url);
    await connection.end();
    return true;
  } catch {
    return false; // Not yet: whoever waits asks again.
  }
}
