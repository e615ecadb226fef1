import { type CompletionUserView, personName } from '@oracle-integration/contracts';
import type { CauseSubject } from '@oracle-integration/queue';

/** Whom the words about a delivery are about. */
export function subjectOf({ user }: { readonly user: CompletionUserView }): CauseSubject {
  return { user: personName(user), staffNumber: user.idnumber || null };
}
