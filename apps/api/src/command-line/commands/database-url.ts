import { runningEmbeddedPostgres } from '@oracle-integration/platform';
import type { Command } from 'commander';
import { SERVICE_DATABASE } from '../../service-database';
import { DatabaseStandsStillError } from '../command-line.errors';
import { commandEnvironment } from '../open-service';
import type { Bench } from '../program';

export function addDatabaseUrlCommand(program: Command, { terminal, say }: Bench): void {
  program
    .command('database-url')
    .description('prints the address of the database that runs, with its password, for pg_dump and psql')
    .action(async () => {
      const { databaseUrl, dataDir } = commandEnvironment(terminal);
      const url = databaseUrl ?? (await runningEmbeddedPostgres(dataDir, SERVICE_DATABASE));
      if (url === undefined) throw new DatabaseStandsStillError(dataDir);
      say({ data: { url }, lines: [url] });
    });
}
