import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { findNativeBinaries } from './native-binaries';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres';
import { openFolder } from './testing/test-checkout';

describe('startEmbeddedPostgres', () => {
  let dataDir: string;
  let lines: string[];
  let running: EmbeddedPostgres[];

  beforeEach(async () => {
    dataDir = await openFolder('data');
    lines = [];
    running = [];
  });

  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(
    databases: string[] = ['ledger'],
    serverFlags: string[] = [],
  ): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({
      dataDir,
      databases,
      serverFlags,
      log: (line) => lines.push(line),
    });
    running.push(server);
    return server;
  }

  it('makes a cluster, a password and the databases on first start', async () => {
    const server = await start(['ledger', 'odd "name"']);

    expect(server.version).toMatch(/^18\./);
    const [row] = await query(
      server.url(),
      `
      SELECT current_database() AS database, datlocprovider AS provider, datlocale AS locale,
             pg_encoding_to_char(encoding) AS encoding, current_setting('timezone') AS timezone,
             current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
             current_setting('shared_buffers') AS buffers, current_setting('listen_addresses') AS addresses,
             current_setting('unix_socket_directories') AS sockets, current_setting('max_wal_size') AS wal
      FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({
      database: 'ledger',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      timezone: 'UTC',
      checksums: 'on',
      fsync: 'on',
      buffers: '256MB',
      addresses: '127.0.0.1',
      sockets: '',
      wal: '2GB',
    });
    expect(await query(server.url('odd "name"'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDir, 'postgres.secret'))).mode & 0o777).toBe(0o600);
    expect((await readdir(dataDir)).sort()).toEqual([
      'postgres',
      'postgres.log',
      'postgres.secret',
      'service.lock',
    ]);
    expect(lines).toEqual([`A new PostgreSQL database is made in ${dataDir}/postgres.`]);
  });

  it('lets nobody in without the password', async () => {
    const server = await start();
    const wrong = server.url().replace(/:[^:@]+@/, ':guess@');

    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('finds its data again after a stop, on another port or the same', async () => {
    const first = await start();
    await query(first.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    await Promise.all([first.stop(), first.stop()]);
    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
    await expect(answersTcp(first.port)).resolves.toBe(false);

    const second = await start();

    expect(await query(second.url(), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('takes flags of the caller over its own', async () => {
    const server = await start([], ['-c', 'fsync=off']);

    expect(await query(server.url(), `SELECT current_setting('fsync') AS fsync`)).toEqual([{ fsync: 'off' }]);
  });

  it('refuses a second start on the same folder and leaves the first alone', async () => {
    const first = await start();

    await expect(start()).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES.DATA_FOLDER_IN_USE' });

    expect(await query(first.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('reports a server that ends by itself, but not one that is stopped', async () => {
    const killed = await start();
    const reported = new Promise((resolve) => killed.onUnexpectedExit(resolve));
    process.kill(killed.pid, 'SIGKILL');
    await expect(reported).resolves.toMatchObject({ reason: 'STOPPED_UNEXPECTEDLY' });
    await killed.stop();

    const stopped = await start();
    const callback = jestFunction();
    stopped.onUnexpectedExit(callback.call);
    await stopped.stop();

    expect(callback.calls).toBe(0);
  });

  it('passes over a process id that belongs to a stranger by now', async () => {
    await (await start()).stop();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(
      pidFile,
      `${process.ppid}\n${dataDir}/postgres\n1767000000\n54321\n\n127.0.0.1\n\nready   \n`,
    );

    const server = await start();

    expect(await query(server.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('sets a new password when the password file was lost', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'postgres.secret'));

    const server = await start();

    expect(await query(server.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says so when the password file does not fit', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'postgres.secret'), 'of-another-database\n');

    await expect(start()).rejects.toMatchObject({ reason: 'SECRET_WRONG' });

    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
  });

  it('moves an overgrown log aside', async () => {
    const log = join(dataDir, 'postgres.log');
    await writeFile(log, 'old');
    await truncate(log, 10 * 1024 * 1024 + 1);

    await start();

    expect((await stat(`${log}.1`)).size).toBe(10 * 1024 * 1024 + 1);
    expect((await stat(log)).size).toBeLessThan(100_000);
  });

  it('clears away a cluster that a crash left half made', async () => {
    const leftover = join(dataDir, 'postgres.initialising-1a2b3c4d');
    await mkdir(join(leftover, 'cluster'), { recursive: true });
    await writeFile(join(leftover, 'cluster', 'PG_VERSION'), '18\n');

    await start();

    expect(await readdir(dataDir)).not.toContain('postgres.initialising-1a2b3c4d');
  });

  it('reports the last words of a server that cannot start', async () => {
    await expect(start([], ['-c', 'shared_buffers=nonsense'])).rejects.toMatchObject({
      reason: 'START_FAILED',
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "nonsense"'),
    });

    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
  });

  it('refuses a cluster of another major version, untouched', async () => {
    await (await start()).stop();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');

    await expect(start()).rejects.toMatchObject({
      reason: 'CLUSTER_VERSION_MISMATCH',
      message: expect.stringMatching(
        /was made by PostgreSQL 17, and this release brings PostgreSQL 18; [^.]+\.$/,
      ),
    });

    expect(await readFile(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('17\n');
  });

  it.each<[string, string, (folder: string) => Promise<unknown>]>([
    ['a file in place of the cluster', 'CLUSTER_BROKEN', (folder) => writeFile(join(folder, 'postgres'), '')],
    [
      'a folder that holds something else',
      'CLUSTER_BROKEN',
      async (folder) => {
        await mkdir(join(folder, 'postgres'));
        await writeFile(join(folder, 'postgres', 'notes.txt'), '');
      },
    ],
    [
      'a link to a cluster that is gone',
      'CLUSTER_BROKEN',
      (folder) => symlink(join(folder, 'nowhere'), join(folder, 'postgres')),
    ],
  ])('refuses %s', async (_what, reason, spoil) => {
    await spoil(dataDir);

    await expect(start()).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(`${dataDir}/postgres`),
    });
  });

  it('refuses a data folder that is a file, or lies below one', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');

    for (const folder of [file, join(file, 'below')]) {
      await expect(startEmbeddedPostgres({ dataDir: folder, log: () => undefined })).rejects.toMatchObject({
        reason: 'DATA_FOLDER_INVALID',
        message: expect.stringContaining(folder),
      });
    }
  });

  it('uses an empty cluster folder that was made beforehand', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await chmod(join(dataDir, 'postgres'), 0o755);

    const server = await start();

    expect(await query(server.url(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('findNativeBinaries', () => {
  it.each([
    ['win32', 'x64'],
    ['linux', 's390x'],
  ])('points %s on %s to DATABASE_URL', async (platform, arch) => {
    await expect(findNativeBinaries(platform, arch)).rejects.toMatchObject({
      reason: 'PLATFORM_UNSUPPORTED',
      message: expect.stringContaining('set DATABASE_URL'),
    });
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function answersTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy().destroyed));
    socket.once('error', () => resolve(false));
  });
}

function jestFunction(): { call: () => void; readonly calls: number } {
  let calls = 0;
  return {
    call: () => {
      calls += 1;
    },
    get calls() {
      return calls;
    },
  };
}
