import type { HistoryFileState } from '@oracle-integration/contracts';
import { AppError } from '@oracle-integration/platform';

export type HistoryFileErrorCode =
  | 'HISTORY_FILE.UNKNOWN'
  | 'HISTORY_FILE.PART_UNKNOWN'
  | 'HISTORY_FILE.NOT_FINISHED'
  | 'HISTORY_FILE.EMPTY'
  | 'HISTORY_FILE.ANOTHER_RUNS'
  | 'HISTORY_FILE.SETTINGS_MISSING';

export class HistoryFileUnknownError extends AppError<HistoryFileErrorCode> {
  constructor(id: string) {
    super({
      code: 'HISTORY_FILE.UNKNOWN',
      message: `There is no history file ${id}. GET /api/admin/history-files lists the latest.`,
      details: { id },
      severity: 'info',
    });
  }
}

export class HistoryPartUnknownError extends AppError<HistoryFileErrorCode> {
  constructor(id: string, part: number, parts: number) {
    super({
      code: 'HISTORY_FILE.PART_UNKNOWN',
      message: `History file ${id} has no part ${part}: its parts are 1 to ${parts}.`,
      details: { id, part, parts },
      severity: 'info',
    });
  }
}

const REFUSALS: Readonly<Record<HistoryFileState, string>> = {
  running: 'It is still being made. Wait until it is finished.',
  finished: '',
  cancelled: 'It was cancelled, and holds nothing. Ask for it again.',
  failed: 'It could not be made, and holds nothing. Ask for it again.',
  removed: 'What it held was removed. Ask for it again.',
};

export class HistoryFileNotFinishedError extends AppError<HistoryFileErrorCode> {
  constructor(id: string, state: HistoryFileState) {
    super({
      code: 'HISTORY_FILE.NOT_FINISHED',
      message: `History file ${id} is ${state}. ${REFUSALS[state]}`,
      details: { id, state },
      severity: 'info',
    });
  }
}

export class HistoryFileEmptyError extends AppError<HistoryFileErrorCode> {
  constructor(id: string, what: 'lines' | 'report') {
    super({
      code: 'HISTORY_FILE.EMPTY',
      message:
        what === 'lines'
          ? `History file ${id} has no lines: nothing could be written, or it was a dry run.`
          : `History file ${id} has no report: nothing is left out.`,
      details: { id },
      severity: 'info',
    });
  }
}

export class AnotherHistoryFileRunsError extends AppError<HistoryFileErrorCode> {
  constructor() {
    super({
      code: 'HISTORY_FILE.ANOTHER_RUNS',
      message: 'Another history file is being made. Wait until it is finished, or cancel it.',
      severity: 'info',
    });
  }
}

export class HistorySettingsMissingError extends AppError<HistoryFileErrorCode> {
  constructor(obstacles: readonly string[]) {
    super({
      code: 'HISTORY_FILE.SETTINGS_MISSING',
      message: `Settings → History file must be filled in first. ${obstacles.join(' ')}`,
      details: { obstacles },
      severity: 'info',
    });
  }
}
