import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Machine } from './benchmark-record';

/** What the figures were measured on, before anything is measured. */
export function describeMachine(postgresVersion: string): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    disk: describeDisk(),
    kernel: `${type()} ${release()}`,
    node: process.version.slice(1),
    postgres: postgresVersion,
    loadBefore: Math.round(loadavg()[0]! * 100) / 100,
  };
}

/** The commit that was measured, and whether anything was changed since. */
export function describeCommit(): string {
  try {
    const hash = git('rev-parse', '--short', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? hash : `${hash}, changed since`;
  } catch {
    // A release that was unpacked from an archive has no history.
    return 'unknown';
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** As Linux tells it; other systems keep it to themselves. */
function describeDisk(): string {
  const block = '/sys/block';
  if (!existsSync(block)) return 'unknown';
  const disks = readdirSync(block).filter((name) => /^(nvme|sd|vd|xvd)/.test(name));
  const kinds = disks.map((name) => {
    const file = `${block}/${name}/queue/rotational`;
    const turns = existsSync(file) && readFileSync(file, 'utf8').trim() === '1';
    return `${name} (${turns ? 'said to rotate' : 'solid state'})`;
  });
  return kinds.join(', ') || 'unknown';
}
