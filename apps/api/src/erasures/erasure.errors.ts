import { AppError } from '@oracle-integration/platform';

export type ErasureErrorCode = 'ERASURE.UNKNOWN' | 'ERASURE.PERSON_UNKNOWN' | 'ERASURE.NOT_FINISHED';

/** There is no erasure of that id. */
export class ErasureUnknownError extends AppError<ErasureErrorCode> {
  constructor(id: string) {
    super({ code: 'ERASURE.UNKNOWN', message: `There is no erasure ${id}.`, severity: 'info' });
  }
}

/** Nothing is known of the person. */
export class PersonUnknownError extends AppError<ErasureErrorCode> {
  constructor(siteId: string, userId: number) {
    const message = `Nothing is known of a person ${userId} of site "${siteId}".`;
    super({ code: 'ERASURE.PERSON_UNKNOWN', message, severity: 'info' });
  }
}

/** A certificate is asked for before there is one. */
export class ErasureNotFinishedError extends AppError<ErasureErrorCode> {
  constructor() {
    const message = 'This erasure is under way. Its certificate can be printed when it is done.';
    super({ code: 'ERASURE.NOT_FINISHED', message, severity: 'info' });
  }
}
