import { CopyGuard } from '@oracle-integration/platform';
import type { Command } from 'commander';
import { COMMAND_LINE } from '../open-service';
import type { Bench } from '../program';

export function addCopyCommand(program: Command, { run }: Bench): void {
  program
    .command('confirm-copy')
    .description(
      'says that this installation, restored from a backup of another one, delivers to Oracle from now on',
    )
    .action(() =>
      run(async (service) => {
        const view = await service.get(CopyGuard).confirm(COMMAND_LINE);
        const line = view.confirmed
          ? 'Confirmed: this installation delivers to Oracle from now on.'
          : 'Nothing to confirm: this database is at home here.';
        return { data: view, lines: [line] };
      }),
    );
}
