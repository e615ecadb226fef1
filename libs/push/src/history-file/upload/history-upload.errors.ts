import { AppError } from '@oracle-integration/platform';

export type HistoryUploadErrorCode =
  | 'HISTORY_FILE.UPLOAD_RUNS'
  | 'HISTORY_FILE.ALREADY_LOADED'
  | 'HISTORY_FILE.UPLOAD_NOT_CONFIGURED'
  | 'HISTORY_FILE.COPY_UNCONFIRMED'
  | 'HISTORY_FILE.NOTHING_REFUSED';

export class HistoryUploadRunsError extends AppError<HistoryUploadErrorCode> {
  constructor(id: string) {
    super({
      code: 'HISTORY_FILE.UPLOAD_RUNS',
      message: `History file ${id} is being uploaded. Wait until Oracle is done with it.`,
      details: { id },
      severity: 'info',
    });
  }
}

export class HistoryFileAlreadyLoadedError extends AppError<HistoryUploadErrorCode> {
  constructor(id: string) {
    super({
      code: 'HISTORY_FILE.ALREADY_LOADED',
      message: `Oracle has loaded every line of history file ${id}. Make a new file for what has changed since.`,
      details: { id },
      severity: 'info',
    });
  }
}

export class HistoryUploadNotConfiguredError extends AppError<HistoryUploadErrorCode> {
  constructor({ missing, unreadable }: { missing: readonly string[]; unreadable: readonly string[] }) {
    const words = [
      missing.length > 0 ? `Settings → Push lacks ${missing.join(', ')}.` : '',
      unreadable.length > 0
        ? `What is stored cannot be read and must be entered anew: ${unreadable.join(', ')}.`
        : '',
    ];
    super({
      code: 'HISTORY_FILE.UPLOAD_NOT_CONFIGURED',
      message: `The file cannot be uploaded yet. ${words.filter(Boolean).join(' ')}`,
      details: { missing, unreadable },
      severity: 'info',
    });
  }
}

export class HistoryUploadOfCopyError extends AppError<HistoryUploadErrorCode> {
  constructor() {
    super({
      code: 'HISTORY_FILE.COPY_UNCONFIRMED',
      message:
        'This database is a copy of another installation, so nothing is sent to Oracle. Press Confirm this installation on the Overview if it is the one that sends now.',
      severity: 'info',
    });
  }
}

export class HistoryNothingRefusedError extends AppError<HistoryUploadErrorCode> {
  constructor(id: string) {
    super({
      code: 'HISTORY_FILE.NOTHING_REFUSED',
      message: `Oracle has refused no line of history file ${id}, or what the file held was removed.`,
      details: { id },
      severity: 'info',
    });
  }
}
