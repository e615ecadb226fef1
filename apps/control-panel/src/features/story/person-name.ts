import type { CompletionUserView } from '@oracle-integration/contracts';

/** The person's name, or what else is known of them: Totara strips the names of deleted people. */
export function personName({ firstname, lastname, username, email, id }: CompletionUserView): string {
  const name = [firstname, lastname].filter(Boolean).join(' ');
  return name || username || email || String(id);
}
