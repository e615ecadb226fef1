import { AppError } from '@oracle-integration/platform';

export type PullErrorCode =
  'PULL.DISABLED' | 'PULL.CURSOR_INVALID' | 'PULL.CURSOR_OF_OTHER_FILTERS' | 'PULL.NOT_ACCEPTABLE';

export class PullDisabledError extends AppError<PullErrorCode> {
  constructor(what: 'integration' | 'Pull API') {
    super({
      code: 'PULL.DISABLED',
      message: `The ${what} is switched off. A manager can switch it on.`,
      severity: 'info',
    });
  }
}

export class CursorInvalidError extends AppError<PullErrorCode> {
  constructor() {
    super({
      code: 'PULL.CURSOR_INVALID',
      message:
        'cursor is not one that this service gave out. Pass nextCursor on unchanged, or start again with since.',
      details: { errors: [{ field: 'cursor', message: 'cursor is not one that this service gave out' }] },
      severity: 'info',
    });
  }
}

/** Going on with other filters would leave out, without a word, what the cursor has passed already. */
export class CursorOfOtherFiltersError extends AppError<PullErrorCode> {
  constructor() {
    super({
      code: 'PULL.CURSOR_OF_OTHER_FILTERS',
      message:
        'cursor belongs to other filters. Repeat courseid, userid, status and acknowledged as in the request that gave it, or start again with since.',
      details: { errors: [{ field: 'cursor', message: 'cursor belongs to other filters' }] },
      severity: 'info',
    });
  }
}

export class NotAcceptableError extends AppError<PullErrorCode> {
  constructor(formats: readonly string[]) {
    super({
      code: 'PULL.NOT_ACCEPTABLE',
      message: `Accept names no form in which completions can be had. Possible are ${formats.join(', ')}.`,
      severity: 'info',
    });
  }
}
