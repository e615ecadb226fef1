import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { addAlertCommands } from './commands/alerts';
import { addBackfillCommands } from './commands/backfill';
import { addCopyCommand } from './commands/confirm-copy';
import { addDatabaseUrlCommand } from './commands/database-url';
import { addDoctorCommand } from './commands/doctor';
import { addExportCommand } from './commands/export';
import { addMigrateCommand } from './commands/migrate';
import { addPurgeCommand, addRequeueCommand } from './commands/queue';
import { addSecretsCommands } from './commands/secrets';
import { addStatusCommand } from './commands/status';
import { addTokenCommands } from './commands/token';
import { addUserCommands } from './commands/user';
import { withService } from './open-service';
import type { Report, Terminal } from './terminal';

/** What a command is made with. */
export interface Bench {
  readonly terminal: Terminal;
  /** Prints what a command has to say, and ends as it says. */
  say(report: Report): void;
  /** Runs a use case with the services of the control panel, and says what came of it. */
  run(work: (service: INestApplicationContext) => Promise<Report>): Promise<void>;
}

const INTRODUCTION = `Operates Oracle Integration from a terminal or a script, on the database of the service.

It is told what the service is told: DATABASE_URL, or DATA_DIR of the embedded PostgreSQL, which is used while the service runs and started for as long as the command takes when it does not.`;

const EXIT_CODES = `
Exit codes: 0 done, or all is well; 1 it failed, or something must be put right; 2 it was not understood.`;

/** The whole command line. `say` is called once by each command that gets to its end. */
export function buildProgram(terminal: Terminal, say: (report: Report, isJson: boolean) => void): Command {
  const program = new Command('oracle-integration')
    .description(INTRODUCTION)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(oracle-integration --help shows what there is)')
    .exitOverride();
  const bench: Bench = {
    terminal,
    say: (report) => say(report, program.opts<{ json?: boolean }>().json ?? false),
    run: async (work) => bench.say(await withService(terminal, work)),
  };
  for (const add of COMMANDS) add(program, bench);
  return program;
}

const COMMANDS: readonly ((program: Command, bench: Bench) => void)[] = [
  addStatusCommand,
  addDoctorCommand,
  addRequeueCommand,
  addPurgeCommand,
  addBackfillCommands,
  addTokenCommands,
  addUserCommands,
  addSecretsCommands,
  addExportCommand,
  addAlertCommands,
  addCopyCommand,
  addDatabaseUrlCommand,
  addMigrateCommand,
];
