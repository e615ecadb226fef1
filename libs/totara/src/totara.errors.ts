import { AppError, describeError } from '@oracle-integration/platform';

export type TotaraErrorCode =
  'TOTARA.TABLE_MISSING' | 'TOTARA.UNREADABLE' | 'TOTARA.ROWS_VANISHED' | 'TOTARA.NOT_COMPARED';

/** Where tables were looked for. MySQL has no schemas apart from databases. */
export interface TotaraTablePlace {
  readonly prefix: string;
  readonly schema?: string;
}

/** The database answers, but what must be read is not there under this prefix and schema. */
export class TotaraTableMissingError extends AppError<TotaraErrorCode> {
  readonly prefix: string;

  constructor(tables: readonly string[], { prefix, schema }: TotaraTablePlace) {
    const names = tables.map((table) => `${prefix}${table}`).join(', ');
    const where =
      schema === undefined ? 'The Totara database' : `The schema "${schema}" of the Totara database`;
    super({
      code: 'TOTARA.TABLE_MISSING',
      message: `${where} has no table ${names} that we may read`,
      details: { tables, prefix, ...(schema === undefined ? {} : { schema }) },
    });
    this.prefix = prefix;
  }
}

/** The site has not been compared with the ledger yet, or cannot be: there are no figures. */
export class TotaraNotComparedError extends AppError<TotaraErrorCode> {
  constructor(siteId: string) {
    super({
      code: 'TOTARA.NOT_COMPARED',
      message: `The site "${siteId}" has not been compared with the ledger yet. Start a comparison, or wait: it begins by itself when everything has been read.`,
      details: { siteId },
      severity: 'info',
    });
  }
}

/** A read of the Totara database failed; `cause` is the driver's error. Told apart from trouble with our own database. */
export class TotaraUnreadableError extends AppError<TotaraErrorCode> {
  constructor(cause: unknown) {
    super({ code: 'TOTARA.UNREADABLE', message: `Totara cannot be read: ${describeError(cause)}`, cause });
  }
}

/** Most of a range of completion rows is gone from the site: it may be another database than the one that was read. */
export class TotaraRowsVanishedError extends AppError<TotaraErrorCode> {
  constructor({ table, afterId, gone }: { table: string; afterId: number; gone: number }) {
    super({
      code: 'TOTARA.ROWS_VANISHED',
      message: `${gone} ${table === 'history' ? 'archived' : 'present'} completion rows behind id ${afterId} have vanished from Totara at once`,
      details: { table, afterId, gone },
    });
  }
}
