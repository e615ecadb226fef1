import type { CompletionUserView } from './completion';

/** What a person is called, by the best that is known of them. */
export function personName(
  user: Pick<CompletionUserView, 'id' | 'firstname' | 'lastname' | 'username'>,
): string {
  const name = [user.firstname, user.lastname].filter(Boolean).join(' ');
  return name || user.username || `person ${user.id}`;
}
