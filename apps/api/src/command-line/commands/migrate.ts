import { connectAndMigrate, migrationNames, migrationsThatRan } from '@oracle-integration/platform';
import type { Command } from 'commander';
import { commandEnvironment } from '../open-service';
import type { Bench } from '../program';
import { openDatabase } from '../service-database';

export function addMigrateCommand(program: Command, { terminal, say }: Bench): void {
  program
    .command('migrate')
    .description('brings the database up to date, as a start of the service does')
    .action(async () => {
      const database = await openDatabase(
        commandEnvironment(terminal),
        (line) => void terminal.stderr.write(`${line}\n`),
      );
      try {
        const ran = await migrationsThatRan(database.dataSource);
        await connectAndMigrate(database.dataSource);
        const migrated = migrationNames(database.dataSource).filter((name) => !ran.includes(name));
        const line =
          migrated.length === 0
            ? 'The database is up to date.'
            : `${migrated.length} migrations ran: ${migrated.join(', ')}.`;
        say({ data: { migrated }, lines: [line] });
      } finally {
        await database.close();
      }
    });
}
