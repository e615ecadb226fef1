import { IMPORT_BYTES_MAX, IMPORT_ROWS_KEPT_DAYS, type ImportState } from '@oracle-integration/contracts';
import { AppError } from '@oracle-integration/platform';

export type ImportErrorCode =
  | 'IMPORT.UNKNOWN'
  | 'IMPORT.BODY_MISSING'
  | 'IMPORT.FILE_TOO_LARGE'
  | 'IMPORT.FILE_UNUSABLE'
  | 'IMPORT.UPLOAD_BROKEN'
  | 'IMPORT.MAPPING_INVALID'
  | 'IMPORT.MAPPING_INCOMPLETE'
  | 'IMPORT.NOT_NOW'
  | 'IMPORT.ROWS_REMOVED';

export class ImportUnknownError extends AppError<ImportErrorCode> {
  constructor(id: string) {
    super({
      code: 'IMPORT.UNKNOWN',
      message: `There is no import ${id}. It may have been deleted; the list of imports shows those there are.`,
      severity: 'info',
    });
  }
}

export class UploadBodyMissingError extends AppError<ImportErrorCode> {
  constructor() {
    super({
      code: 'IMPORT.BODY_MISSING',
      message: 'Send the file itself as the body of the request, with the content type text/csv.',
      severity: 'info',
    });
  }
}

export class ImportFileTooLargeError extends AppError<ImportErrorCode> {
  constructor() {
    super({
      code: 'IMPORT.FILE_TOO_LARGE',
      message: `The file is larger than ${IMPORT_BYTES_MAX / 1024 ** 3} GB. Split it, each part with the header, and upload the parts one by one.`,
      severity: 'info',
    });
  }
}

/** What arrived is no CSV file that completions can be read from. */
export class ImportFileUnusableError extends AppError<ImportErrorCode> {
  constructor(message: string) {
    super({ code: 'IMPORT.FILE_UNUSABLE', message, severity: 'info' });
  }
}

/** The file did not arrive whole. */
export class UploadBrokenError extends AppError<ImportErrorCode> {
  constructor(reason: string, cause?: unknown) {
    super({
      code: 'IMPORT.UPLOAD_BROKEN',
      message: `The upload broke off: ${reason}. Nothing of it was kept; upload the file again.`,
      cause,
      severity: 'info',
    });
  }
}

export class ImportMappingInvalidError extends AppError<ImportErrorCode> {
  constructor(problems: readonly string[]) {
    super({
      code: 'IMPORT.MAPPING_INVALID',
      message: problems.join(' '),
      details: { errors: problems.map((message) => ({ field: 'mapping', message })) },
      severity: 'info',
    });
  }
}

export class ImportMappingIncompleteError extends AppError<ImportErrorCode> {
  constructor(problems: readonly string[]) {
    super({
      code: 'IMPORT.MAPPING_INCOMPLETE',
      message: `The columns must be mapped first. ${problems.join(' ')}`,
      severity: 'info',
    });
  }
}

export class ImportNotNowError extends AppError<ImportErrorCode> {
  constructor(action: string, state: ImportState, hint: string) {
    super({
      code: 'IMPORT.NOT_NOW',
      message: `An import that is ${state} cannot be ${action}. ${hint}`,
      details: { state },
      severity: 'info',
    });
  }
}

export class ImportRowsRemovedError extends AppError<ImportErrorCode> {
  constructor() {
    super({
      code: 'IMPORT.ROWS_REMOVED',
      message: `The rows of this import were removed, as those of every import are ${IMPORT_ROWS_KEPT_DAYS} days after it came to rest. Upload the file again.`,
      severity: 'info',
    });
  }
}
