import { AppError } from '@oracle-integration/platform';

export type PeopleErrorCode = 'PEOPLE.PERSON_UNKNOWN';

export class PersonUnknownError extends AppError<PeopleErrorCode> {
  constructor(siteId: string, userId: number) {
    super({
      code: 'PEOPLE.PERSON_UNKNOWN',
      message: `The ledger holds nothing of a person ${userId} of the site "${siteId}". Look for them by name.`,
      details: { siteId, userId },
      severity: 'info',
    });
  }
}
