import { AppError } from '@oracle-integration/platform';

export type MappingErrorCode = 'MAPPING.ROW_UNKNOWN' | 'MAPPING.RECORD_UNKNOWN' | 'MAPPING.PREFLIGHT_UNKNOWN';

export class LookupRowUnknownError extends AppError<MappingErrorCode> {
  constructor(table: string, key: string) {
    super({
      code: 'MAPPING.ROW_UNKNOWN',
      message: `The table of ${table} has no row "${key}". Was it removed already?`,
      details: { table, key },
      severity: 'info',
    });
  }
}

export class PreviewRecordUnknownError extends AppError<MappingErrorCode> {
  constructor(recordId: string) {
    super({
      code: 'MAPPING.RECORD_UNKNOWN',
      message: `The ledger holds no completion ${recordId}. Take an id from the queue or from People.`,
      details: { recordId },
      severity: 'info',
    });
  }
}

export class PreflightUnknownError extends AppError<MappingErrorCode> {
  constructor(id: string) {
    super({
      code: 'MAPPING.PREFLIGHT_UNKNOWN',
      message: `There is no preflight ${id}. Start one anew.`,
      details: { id },
      severity: 'info',
    });
  }
}
