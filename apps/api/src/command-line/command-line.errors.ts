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
