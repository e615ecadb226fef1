import { AppError } from '@oracle-integration/platform';

/** The command was given something that it cannot mean. */
export class UsageError extends AppError {
  constructor(message: string) {
    super({ code: 'COMMAND.USAGE', message });
  }
}

/** The database must go through migrations first; a command does not do that beside a running service. */
export class SchemaOlderError extends AppError {
  constructor(missing: number) {
    super({
      code: 'COMMAND.SCHEMA_OLDER',
      message: `The database is ${missing} ${missing === 1 ? 'migration' : 'migrations'} behind this version. Start the service, which brings it up to date, or run: oracle-integration migrate`,
    });
  }
}

/** The embedded PostgreSQL gets another port at each start: where nobody runs it there is no address. */
export class DatabaseStandsStillError extends AppError {
  constructor(dataDir: string) {
    super({
      code: 'COMMAND.DATABASE_STANDS_STILL',
      message: `The embedded PostgreSQL in ${dataDir} does not run. Start the service first; or, while it stands still, copy the whole folder.`,
    });
  }
}
