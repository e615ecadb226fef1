import { AppError } from '@oracle-integration/platform';

export type StoryErrorCode = 'COMPLETIONS.RECORD_UNKNOWN';

export class RecordUnknownError extends AppError<StoryErrorCode> {
  constructor(id: string) {
    super({
      code: 'COMPLETIONS.RECORD_UNKNOWN',
      message: `There is no completion ${id} on record. Take the id from the Pull API or from the queue.`,
      details: { id },
      severity: 'info',
    });
  }
}
