import type { OverviewView } from '@oracle-integration/contracts';
import type { Command } from 'commander';
import { OverviewService } from '../../overview/overview.service';
import type { Bench } from '../program';
import { ExitCode, type Report } from '../terminal';

export function addStatusCommand(program: Command, { run }: Bench): void {
  program
    .command('status')
    .description('what the Overview shows; exit code 1 when something is stopped')
    .action(() => run(async (service) => reportOf(await service.get(OverviewService).overview())));
}

function reportOf(overview: OverviewView): Report {
  const { capture, holds, flags, queue } = overview;
  const stopped = queue.dead + queue.parked;
  const isTroubled = holds.length > 0 || flags.length > 0 || stopped > 0 || capture.trouble !== null;
  return { data: overview, lines: linesOf(overview), exitCode: isTroubled ? ExitCode.Failed : ExitCode.Ok };
}

function linesOf({
  enabled,
  capture,
  ledger,
  push,
  pull,
  queue,
  holds,
  flags,
  ...rest
}: OverviewView): string[] {
  const figures = Object.entries(queue).map(([status, count]) => `${status} ${count}`);
  const troubles = [...(capture.trouble ? [capture.trouble] : []), ...holds, ...flags];
  return [
    `Integration  ${onOff(enabled)}`,
    `Totara       ${capture.state}${capture.source ? `, ${capture.source}` : ''}${capture.lastReadAt ? `, read ${capture.lastReadAt}` : ''}`,
    `Ledger       ${ledger.completed} completed (${ledger.archived} archived), ${ledger.unfinished} unfinished, ${ledger.revoked} revoked`,
    `Push         ${onOff(push.enabled)}${push.baseUrl ? `, ${push.baseUrl}` : ''}${push.lastDeliveryAt ? `, last delivery ${push.lastDeliveryAt}` : ''}`,
    `Queue        ${figures.join(', ')}`,
    `Oldest       ${rest.oldestWaitingAt ? `waiting since ${rest.oldestWaitingAt}` : 'nothing waits'}`,
    `Pull API     ${onOff(pull.enabled)}, ${pull.url}`,
    ...(troubles.length === 0 ? ['Nothing is held.'] : ['']),
    ...troubles.flatMap(({ code, reason, action }) => [`! ${reason}`, `  ${action} (${code})`]),
  ];
}

function onOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}
