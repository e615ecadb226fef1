import type { RunHead } from './benchmark-record';

/** The machine, the moment and the state of the code, as a list. */
export function machineLines({ at, commit, machine }: RunHead): string {
  const isQuiet = machine.loadBefore < machine.cores / 2;
  return `- ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB of memory, disk ${machine.disk}
- ${machine.kernel}, Node ${machine.node}, PostgreSQL ${machine.postgres}
- ${at.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}
- Load before it began: ${machine.loadBefore}${isQuiet ? ', a quiet machine' : '. Other work shared the machine: ratios hold, single figures are low'}`;
}
