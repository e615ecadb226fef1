import { AppError } from '@oracle-integration/platform';

export type PushErrorCode = 'PUSH.PAUSE_EMPTY';

/** The pause that is asked for would never be in force. */
export class PushPauseEmptyError extends AppError<PushErrorCode> {
  constructor() {
    super({
      code: 'PUSH.PAUSE_EMPTY',
      message: 'The pause ends before it begins, or is over already. Give a later time for "to".',
      severity: 'info',
    });
  }
}
