import type { CompletionUserView } from '@oracle-integration/contracts';
import type { CauseSubject } from '@oracle-integration/queue';

/** What a person is called, by the best that is known of them. */
export function personName(user: CompletionUserView): string {
  const name = [user.firstname, user.lastname].filter(Boolean).join(' ');
  return name || user.username || `person ${user.id}`;
}

/** Whom the words about a delivery are about. */
export function subjectOf({ user }: { readonly user: CompletionUserView }): CauseSubject {
  return { user: personName(user), staffNumber: user.idnumber || null };
}
