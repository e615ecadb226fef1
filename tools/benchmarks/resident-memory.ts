import { execFileSync } from 'node:child_process';

const SAMPLE_EVERY_MS = 200;

/** The memory that a process holds now, in MB. */
export function residentMb(pid: number): number {
  return Math.round(
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024,
  );
}

/** The most that a process holds while something happens, in MB. */
export async function peakResidentMb(pid: number, during: () => Promise<unknown>): Promise<number> {
  let peakMb = residentMb(pid);
  const sampling = setInterval(() => (peakMb = Math.max(peakMb, residentMb(pid))), SAMPLE_EVERY_MS);
  try {
    await during();
  } finally {
    clearInterval(sampling);
  }
  return Math.max(peakMb, residentMb(pid));
}
