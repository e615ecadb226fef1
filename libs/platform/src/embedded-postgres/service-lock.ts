import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemErrorCode } from './system-error-code';
import { EmbeddedPostgresError } from './embedded-postgres.errors';
import { fileFailure } from './file-failure';
import { HIDDEN_START, startMark } from './running-process';

/** A guard is held for a few file operations; one that is older was left by a crash. */
const GUARD_TIMEOUT_MS = 10_000;

/** The claim of one service process on its data folder. */
export interface ServiceLock {
  /** Gives the folder back. Does nothing when the file no longer is ours. */
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  started: string;
}

/** How often an unreadable lock file is looked at again (100 ms apart): its owner may be about to write it. */
const MAX_LOOKS_AT_UNREADABLE = 5;

/**
 * Claims the data folder for this process, by its id and the moment of its start.
 *
 * A lock whose process is gone (kill -9, power cut, an id that was given anew) is taken over.
 *
 * @throws EmbeddedPostgresError `DATA_FOLDER_IN_USE`, naming the process that holds it
 */
export async function acquireServiceLock(dataDir: string): Promise<ServiceLock> {
  const file = join(dataDir, 'service.lock');
  const mine = JSON.stringify({ pid: process.pid, started: await startMark(process.pid), id: randomUUID() });
  for (let unreadable = 0; ;) {
    if (await create(file, mine)) return { release: () => release(file, mine) };
    const found = await readLock(file);
    if (found === undefined) continue;
    const holder = parseHolder(found);
    if (holder === undefined && ++unreadable <= MAX_LOOKS_AT_UNREADABLE) {
      await delay(100);
      continue;
    }
    if (holder !== undefined && (await isAlive(holder))) throw inUse(dataDir, holder.pid);
    await removeStale(file, found);
  }
}

/** Where the system hides other users' processes, one that cannot be looked at counts as alive. */
async function isAlive({ pid, started }: Holder): Promise<boolean> {
  const mark = await startMark(pid);
  return mark === started || mark === HIDDEN_START;
}

function inUse(dataDir: string, pid: number): EmbeddedPostgresError {
  const who = pid === process.pid ? 'this very process' : `another running service (process ${pid})`;
  return new EmbeddedPostgresError(
    'DATA_FOLDER_IN_USE',
    `The data folder ${dataDir} is in use by ${who}; stop that one first, or set DATA_DIR to another folder.`,
    { details: { pid, dataDir } },
  );
}

async function create(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    // On a full disk the file is made, but nothing is written into it.
    if (systemErrorCode(error) === 'ENOSPC') await rm(file, { force: true });
    throw fileFailure(error, file);
  }
}

async function readLock(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw fileFailure(error, file);
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, started } = JSON.parse(text) as { pid?: unknown; started?: unknown };
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Several services may find the same stale lock at once. Only the one that holds the guard removes it, and only if
 * it still is the one that was judged: else the second would remove the new lock of the first.
 */
async function removeStale(file: string, stale: string): Promise<void> {
  const guard = `${file}.takeover`;
  if (await create(guard, '')) {
    if ((await readLock(file)) === stale) await rm(file, { force: true });
    await rm(guard, { force: true });
    return;
  }
  const age = await stat(guard).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > GUARD_TIMEOUT_MS) await rm(guard, { force: true });
  await delay(20);
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readLock(file)) === mine) await rm(file, { force: true });
}
