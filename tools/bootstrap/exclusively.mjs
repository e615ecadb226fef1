import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inWorkspace } from './workspace.mjs';

/** A lock is taken and filled within milliseconds; an empty one that is older was left by a crash. */
const MAX_EMPTY_LOOKS = 20;

/**
 * Does the work while no other command does work of that name in this checkout.
 *
 * @param {string} name of the lock
 * @param {string} waiting one line that is printed when another command is at it
 * @param {() => Promise<void>} work looks for itself whether something is left to do
 */
export async function exclusively(name, waiting, work) {
  const file = inWorkspace('tmp', `${name}.lock`);
  mkdirSync(inWorkspace('tmp'), { recursive: true });
  let emptyLooks = 0;
  for (let isTold = false; !take(file); isTold = true) {
    const holder = holderOf(file);
    if (holder === undefined) continue;
    emptyLooks = holder === 0 ? emptyLooks + 1 : 0;
    if (holder === 0 ? emptyLooks > MAX_EMPTY_LOOKS : !isRunning(holder)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!isTold) console.error(waiting);
    await delay(100);
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The process that holds the lock: 0 when it does not say (yet), undefined when there is no lock any more. */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
