import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMark } from './running-process';
import { acquireServiceLock } from './service-lock';
import { openFolder } from './testing/test-checkout';

describe('acquireServiceLock', () => {
  let dataDir: string;
  let file: string;

  beforeEach(async () => {
    dataDir = await openFolder('lock');
    file = join(dataDir, 'service.lock');
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('holds the folder until it is released', async () => {
    const lock = await acquireServiceLock(dataDir);

    await expect(acquireServiceLock(dataDir)).rejects.toMatchObject({ reason: 'DATA_FOLDER_IN_USE' });
    await lock.release();

    expect(existsSync(file)).toBe(false);
    await (await acquireServiceLock(dataDir)).release();
  });

  it('names the living process that holds the folder', async () => {
    await writeFile(file, JSON.stringify({ pid: 1, started: await startMark(1) }));

    await expect(acquireServiceLock(dataDir)).rejects.toThrow(
      `The data folder ${dataDir} is in use by another running service (process 1); stop that one first, or set DATA_DIR to another folder.`,
    );
  });

  it.each([
    ['whose id belongs to another process by now', { pid: 1, started: 'an earlier boot/17' }],
    ['of a process that is gone', { pid: 2 ** 22 + 1, started: 'an earlier boot/17' }],
  ])('takes over a lock %s', async (_which, holder) => {
    await writeFile(file, JSON.stringify(holder));

    const lock = await acquireServiceLock(dataDir);

    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it('takes over a lock that a crash left empty', async () => {
    await writeFile(file, '');

    const lock = await acquireServiceLock(dataDir);

    await lock.release();
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('lets exactly one of many take over a stale lock', async () => {
    await writeFile(file, JSON.stringify({ pid: 1, started: 'an earlier boot/17' }));

    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => acquireServiceLock(dataDir)));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readdir(dataDir)).toEqual(['service.lock']);
  });

  it('does not remove a lock that became somebody else’s', async () => {
    const lock = await acquireServiceLock(dataDir);
    await writeFile(file, 'other');

    await lock.release();

    expect(await readFile(file, 'utf8')).toBe('other');
  });
});
