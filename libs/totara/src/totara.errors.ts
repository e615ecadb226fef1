import { AppError, describeError } from '@oracle-integration/platform';

export type TotaraErrorCode = 'TOTARA.TABLE_MISSING' | 'TOTARA.UNREADABLE';

/** The database answers, but what must be read is not there under this prefix and schema. */
export class TotaraTableMissingError extends AppError<TotaraErrorCode> {
  readonly prefix: string;

  constructor(tables: readonly string[], { prefix, schema }: { prefix: string; schema: string }) {
    const names = tables.map((table) => `${prefix}${table}`).join(', ');
    super({
      code: 'TOTARA.TABLE_MISSING',
      message: `The schema "${schema}" of the Totara database has no table ${names} that we may read`,
      details: { tables, prefix, schema },
    });
    this.prefix = prefix;
  }
}

/** A read of the Totara database failed; `cause` is the driver's error. Told apart from trouble with our own database. */
export class TotaraUnreadableError extends AppError<TotaraErrorCode> {
  constructor(cause: unknown) {
    super({ code: 'TOTARA.UNREADABLE', message: `Totara cannot be read: ${describeError(cause)}`, cause });
  }
}
