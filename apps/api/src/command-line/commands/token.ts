import { GenerateApiTokenBody, TokenIssueService } from '@oracle-integration/auth';
import type { ApiTokenView } from '@oracle-integration/contracts';
import type { Command } from 'commander';
import { COMMAND_LINE } from '../open-service';
import { checked, repeated, wholeNumber } from '../option-values';
import type { Bench } from '../program';

interface TokenOptions {
  readonly label?: string;
  readonly consumer?: string;
  readonly scope?: string[];
  readonly address?: string[];
  readonly expires?: string;
  readonly replaces?: string;
  readonly overlapHours?: number;
}

export function addTokenCommands(program: Command, { run }: Bench): void {
  const token = program.command('token').description('API tokens of those who pull');

  token
    .command('create')
    .description('generates a token and prints it, this once')
    .option('--label <words>', 'what managers call it')
    .option('--consumer <name>', 'whose token it is (default: the label)')
    .option('--scope <scope>', 'read or ack; may be repeated (default: both)', repeated)
    .option('--address <range>', 'only from this address or range; may be repeated', repeated)
    .option('--expires <moment>', 'when it ends by itself, such as 2027-01-01')
    .option('--replaces <id>', 'the token whose place it takes')
    .option('--overlap-hours <hours>', 'with --replaces: how long the old one stays valid', wholeNumber)
    .action(({ scope, address, expires, ...options }: TokenOptions) =>
      run(async (service) => {
        const given = { ...options, scopes: scope, allowedAddresses: address, expiresAt: expires };
        const request = await checked(GenerateApiTokenBody, given);
        const view = await service.get(TokenIssueService).generate(request, COMMAND_LINE);
        // The token alone, so that a script may take it as it is.
        return { data: view, lines: [view.token] };
      }),
    );

  token
    .command('list')
    .description('all that are active, and those that ended last')
    .action(() =>
      run(async (service) => {
        const view = await service.get(TokenIssueService).list();
        const lines = view.items.map(lineOf);
        return { data: view, lines: lines.length > 0 ? lines : ['There are no API tokens.'] };
      }),
    );

  token
    .command('revoke <id>')
    .description('ends a token at once, in every process')
    .action((id: string) =>
      run(async (service) => {
        await service.get(TokenIssueService).revoke(id, COMMAND_LINE);
        return { data: { revoked: id }, lines: [`The token ${id} is taken nowhere any more.`] };
      }),
    );
}

function lineOf({ id, state, hint, label, consumer, expiresAt }: ApiTokenView): string {
  const end = expiresAt ? `, until ${expiresAt}` : '';
  return `${id}  ${state.padEnd(7)}  ${hint ?? 'PULL_TOKEN'}  ${label} (${consumer.name}${end})`;
}
