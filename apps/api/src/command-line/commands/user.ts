import { InvitationService, InviteManagerBody, ManagerService } from '@oracle-integration/auth';
import type { Command } from 'commander';
import { COMMAND_LINE } from '../open-service';
import { checked } from '../option-values';
import type { Bench } from '../program';

export function addUserCommands(program: Command, { run }: Bench): void {
  const user = program.command('user').description('who may open the control panel');

  user
    .command('create <email>')
    .description('prints a link, which works once, by which somebody chooses a password')
    .option('--role <role>', 'view or manage', 'view')
    .action((email: string, { role }: { role: string }) =>
      run(async (service) => {
        const request = await checked(InviteManagerBody, { email, role });
        const view = await service.get(InvitationService).invite(request, COMMAND_LINE);
        return { data: view, lines: [view.link] };
      }),
    );

  user
    .command('list')
    .description('everybody who has an account')
    .action(() =>
      run(async (service) => {
        const views = await service.get(ManagerService).list();
        const lines = views.map(
          ({ email, role, isEnabled }) => `${role.padEnd(6)}  ${email}${isEnabled ? '' : ' (disabled)'}`,
        );
        return { data: views, lines: lines.length > 0 ? lines : ['There are no accounts yet.'] };
      }),
    );
}
