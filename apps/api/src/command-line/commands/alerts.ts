import type { Command } from 'commander';
import { AuditService } from '@oracle-integration/platform';
import { AlertService } from '../../alerts/alert.service';
import { COMMAND_LINE } from '../open-service';
import type { Bench } from '../program';
import { ExitCode } from '../terminal';

export function addAlertCommands(program: Command, { run }: Bench): void {
  const alerts = program.command('alerts').description('what people were told of');

  alerts
    .command('list')
    .description('the open ones, and how each way of telling people fares; exit code 1 when one is open')
    .action(() =>
      run(async (service) => {
        const view = await service.get(AlertService).view();
        const lines = [
          ...view.open.flatMap(({ openedAt, reason, action }) => [`! ${openedAt}  ${reason}`, `  ${action}`]),
          ...view.channels
            .filter(({ isConfigured }) => isConfigured)
            .map(({ channel, waiting, failure }) => {
              const state = failure === null ? 'gets through' : `does not get through: ${failure.reason}`;
              return `${channel}: ${state}${waiting > 0 ? `; ${waiting} messages wait` : ''}`;
            }),
        ];
        const exitCode = view.open.length > 0 ? ExitCode.Failed : ExitCode.Ok;
        return {
          data: view,
          lines: lines.length > 0 ? lines : ['No alert is open; nobody can be told.'],
          exitCode,
        };
      }),
    );

  alerts
    .command('test')
    .description('sends a test message over each way that is set up')
    .action(() =>
      run(async (service) => {
        const view = await service.get(AlertService).test();
        const details = { ok: view.ok };
        await service.get(AuditService).record({ ...COMMAND_LINE, action: 'alerts.tested', details });
        return {
          data: view,
          lines: view.results.map(
            ({ channel, ok, detail }) => `${channel}: ${ok ? 'sent' : 'failed'}. ${detail}`,
          ),
          exitCode: view.ok ? ExitCode.Ok : ExitCode.Failed,
        };
      }),
    );
}
