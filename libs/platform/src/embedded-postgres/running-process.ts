import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { systemErrorCode } from './system-error-code';

const execFileText = promisify(execFile);

/** The start of a process that runs but may not be looked at (`/proc` mounted with `hidepid`). */
export const HIDDEN_START = 'hidden';

/** Whether a signal could reach the process (also one of another user). A zombie counts: it still has its id. */
export function isSignalable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/**
 * A text that only this life of the process has: an id is given anew after a reboot or 32 768 processes, the
 * moment of its start is not.
 *
 * @returns undefined when no such process runs (a zombie runs no more)
 */
export async function startMark(pid: number): Promise<string | undefined> {
  if (!isSignalable(pid)) return undefined;
  if (process.platform !== 'linux') return psField(pid, 'lstart');
  const [stat, boot] = await Promise.all([
    readIfThere(`/proc/${pid}/stat`),
    readIfThere('/proc/sys/kernel/random/boot_id'),
  ]);
  if (stat === undefined) return isSignalable(pid) ? HIDDEN_START : undefined;
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : `${boot?.trim() ?? ''}/${fields[19] ?? ''}`;
}

/** Whether the process is really the PostgreSQL main process of this cluster, and not a stranger with its old id. */
export async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  if ((await startMark(pid)) === undefined) return false;
  if (process.platform !== 'linux') {
    const command = await psField(pid, 'command');
    return command !== undefined && command.includes('postgres') && command.includes(clusterDir);
  }
  const words = (await readIfThere(`/proc/${pid}/cmdline`))?.split('\0') ?? [];
  if (basename(words[0] ?? '') !== 'postgres') return false;
  try {
    // PostgreSQL works from its data folder; unlike the command line, this follows a renamed folder.
    return (await readlink(`/proc/${pid}/cwd`)) === clusterDir;
  } catch (error) {
    if (!isAbsentOrHidden(error)) throw error;
    return words.includes(clusterDir);
  }
}

/** Waits until the process has ended. @returns false when it still runs after `timeoutMs` */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while ((await startMark(pid)) !== undefined) {
    if (performance.now() > deadline) return false;
    await delay(50);
  }
  return true;
}

async function psField(pid: number, field: 'lstart' | 'command'): Promise<string | undefined> {
  try {
    const { stdout } = await execFileText('/bin/ps', ['-ww', '-o', `${field}=`, '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch (error) {
    // `ps` ends with 1 when there is no such process.
    if ((error as { code?: unknown }).code === 1) return undefined;
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsentOrHidden(error)) return undefined;
    throw error;
  }
}

function isAbsentOrHidden(error: unknown): boolean {
  return ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '');
}
