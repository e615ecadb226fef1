import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { removeDataFolder } from './data-folder';
import { startMark, waitForEnd } from './running-process';
import { ensurePostgresUser, isRoot } from './system-user';
import { openFolder, TestCheckout, type RunningService } from './testing/test-checkout';

const NOBODY = { uid: 65_534, gid: 65_534 };

describe('a service in a process of its own', () => {
  let checkout: TestCheckout;
  let room: string;
  let dataDir: string;

  beforeAll(async () => {
    checkout = await TestCheckout.create();
  });

  afterAll(() => checkout.remove());

  beforeEach(async () => {
    room = await openFolder('room');
    dataDir = join(room, 'data');
  });

  afterEach(() => rm(room, { recursive: true, force: true }));

  it('gives the folder back on SIGTERM', async () => {
    const service = await checkout.start(dataDir);

    await stop(service);

    expect(await startMark(service.report.postmasterPid!)).toBeUndefined();
    expect(await readdir(dataDir)).not.toContain('service.lock');
  });

  it('refuses a folder that a living service holds', async () => {
    const first = await checkout.start(dataDir);

    const second = await checkout.start(dataDir);

    expect(second.report).toMatchObject({
      reason: 'DATA_FOLDER_IN_USE',
      message: expect.stringContaining(`(process ${first.report.pid})`),
    });
    await stop(first);
  });

  it('stops the PostgreSQL that a killed service left behind, and loses nothing', async () => {
    const killed = await checkout.start(dataDir);
    await write(killed, 'CREATE TABLE kept AS SELECT 42 AS answer');
    killed.process.kill('SIGKILL');
    await killed.exited;
    expect(await startMark(killed.report.postmasterPid!)).toBeDefined();

    const next = await checkout.start(dataDir);

    expect(await startMark(killed.report.postmasterPid!)).toBeUndefined();
    expect(next.report.lines.join()).toContain(`(process ${killed.report.postmasterPid}) was left behind`);
    expect(await write(next, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await stop(next);
  });

  it('recovers what was committed when service and PostgreSQL are killed together', async () => {
    const killed = await checkout.start(dataDir);
    await write(killed, 'CREATE TABLE kept AS SELECT * FROM generate_series(1, 50000) AS n');
    killed.process.kill('SIGKILL');
    process.kill(killed.report.postmasterPid!, 'SIGKILL');
    await killed.exited;
    expect(await waitForEnd(killed.report.postmasterPid!, 90_000)).toBe(true);

    const next = await checkout.start(dataDir);

    expect(await write(next, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 50_000 }]);
    await stop(next);
  });

  it('makes the links between libraries itself when npm ran no install scripts', async () => {
    const links = JSON.parse(await readFile(join(checkout.nativeDir, 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    await Promise.all(links.map(({ target }) => rm(join(dirname(checkout.nativeDir), target))));

    const service = await checkout.start(dataDir);

    expect(service.report.version).toMatch(/^18\./);
    await stop(service);
  });

  it('names the system library that is missing', async () => {
    const library = join(
      checkout.nativeDir,
      'lib',
      process.platform === 'linux' ? 'libcrypto.so.1.1' : 'libpq.5.dylib',
    );
    await rename(library, `${library}.away`);
    try {
      const service = await checkout.start(dataDir);

      expect(service.report.reason).toBe('LIBRARY_MISSING');
      expect(service.report.message).toContain(basename(library));
      expect(await readdir(dataDir)).toEqual(['postgres.secret']);
    } finally {
      await rename(`${library}.away`, library);
    }
  });

  // As an ordinary user the same must hold without any change of user; as root, for a user that is not.
  describe(isRoot() ? 'run as nobody' : 'run as the present, ordinary user', () => {
    it('runs PostgreSQL as that very user', async () => {
      const user = isRoot() ? NOBODY : undefined;
      await chmod(room, 0o777);

      const service = await checkout.start(dataDir, user);

      const ownUid = user?.uid ?? process.getuid?.();
      expect(service.report.reason).toBeUndefined();
      expect((await stat(join(dataDir, 'postgres'))).uid).toBe(ownUid);
      expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
      await stop(service);
    });

    it('says so when it may not write to the data folder', async () => {
      await mkdir(dataDir);
      await chmod(dataDir, 0o555);

      const service = await checkout.start(dataDir, isRoot() ? NOBODY : undefined);

      expect(service.report).toMatchObject({
        reason: 'DATA_FOLDER_NOT_WRITABLE',
        message: expect.stringContaining(dataDir),
      });
    });
  });

  describe(isRoot() ? 'run as root' : 'run as root (not tried: these tests are not run as root)', () => {
    if (!isRoot()) {
      it('has no user to change to', () => {
        expect(process.getuid?.()).not.toBe(0);
      });
      return;
    }

    it('runs PostgreSQL as the user postgres, in the data folder when that can be reached', async () => {
      const postgres = await ensurePostgresUser(() => undefined);

      const service = await checkout.start(dataDir);

      expect((await stat(join(dataDir, 'postgres'))).uid).toBe(postgres.uid);
      expect((await lstat(join(dataDir, 'postgres'))).isSymbolicLink()).toBe(false);
      expect((await stat(`/proc/${service.report.postmasterPid}`)).uid).toBe(postgres.uid);
      await stop(service);
    });

    it('keeps the cluster elsewhere, behind a link, when the data folder is closed to that user', async () => {
      await chmod(room, 0o700);
      const systemFolder = join(checkout.folder, 'elsewhere');

      const service = await checkout.start(dataDir, undefined, systemFolder);

      const place = await readlink(join(dataDir, 'postgres'));
      expect(place.startsWith(`${systemFolder}/data-`)).toBe(true);
      expect(service.report.lines.join()).toContain(place);
      expect((await stat(room)).mode & 0o777).toBe(0o700);
      await write(service, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await stop(service);
      const again = await checkout.start(dataDir, undefined, systemFolder);
      expect(await write(again, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await stop(again);
      await rm(join(dataDir, 'postgres'));
      const fresh = await checkout.start(dataDir, undefined, systemFolder);
      expect(await write(fresh, `SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }]);
      expect(await readlink(join(dataDir, 'postgres'))).not.toBe(place);
      await stop(fresh);
    });

    it('removes a cluster that is kept elsewhere together with its data folder', async () => {
      await chmod(room, 0o700);
      const systemFolder = join(checkout.folder, 'elsewhere-too');
      await stop(await checkout.start(dataDir, undefined, systemFolder));
      expect(await readdir(systemFolder)).toHaveLength(1);

      await removeDataFolder(dataDir, systemFolder);

      expect(await readdir(systemFolder)).toEqual([]);
      expect(existsSync(dataDir)).toBe(false);
    });

    it('copies the programs once when the checkout is closed to that user', async () => {
      const systemFolder = join(room, 'system');
      await chmod(checkout.folder, 0o700);
      try {
        const first = await checkout.start(dataDir, undefined, systemFolder);
        expect(first.report.lines.join()).toContain('its programs are copied to');
        await stop(first);
        const [copy] = await readdir(systemFolder);
        const made = await stat(join(systemFolder, copy!));

        const second = await checkout.start(dataDir, undefined, systemFolder);

        expect(second.report.lines).toEqual([]);
        expect(await readdir(systemFolder)).toEqual([copy]);
        expect((await stat(join(systemFolder, copy!))).ino).toBe(made.ino);
        await stop(second);
      } finally {
        await chmod(checkout.folder, 0o755);
      }
    });

    it('leaves an ordinary user’s database to that user', async () => {
      await mkdir(dataDir);
      await chown(dataDir, NOBODY.uid, NOBODY.gid);
      await stop(await checkout.start(dataDir, NOBODY));

      await stop(await checkout.start(dataDir));
      const again = await checkout.start(dataDir, NOBODY);

      expect(again.report.reason).toBeUndefined();
      await stop(again);
    });

    it('says to an ordinary user that root’s database is not his', async () => {
      await chmod(room, 0o777);
      await stop(await checkout.start(dataDir));
      await chmod(dataDir, 0o777);

      const service = await checkout.start(dataDir, NOBODY);

      expect(service.report).toMatchObject({ reason: 'DATA_FOLDER_NOT_WRITABLE' });
    });
  });
});

async function stop(service: RunningService): Promise<void> {
  service.process.kill('SIGTERM');
  await service.exited;
}

async function write(service: RunningService, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: service.report.url });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
