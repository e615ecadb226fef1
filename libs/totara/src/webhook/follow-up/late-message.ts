import type { ToldSince } from './message-claim.repository';
import type { Told } from './telling';

/**
 * What is left to tell for a message that comes after later ones have told already:
 *
 * - `tell`: nothing later speaks against it.
 * - `tell_archived`: its completion is one of an earlier enrolment, archived since.
 * - `overtaken`: what it tells no longer holds.
 */
export type LateVerdict = 'tell' | 'tell_archived' | 'overtaken';

/** Messages are sent again for two days, so one may come long after what happened later. */
export function verdictOnLate(told: Told, since: ToldSince | undefined): LateVerdict {
  if (since === undefined) return 'tell';
  if (told === 'described') return since.described ? 'overtaken' : 'tell';
  // A later state of the very row that it shows or speaks of.
  if (since.sameRow) return 'overtaken';
  if (told !== 'row') return since.row ? 'overtaken' : 'tell';
  // The site has one present row a learner and course: another one since means that this one was archived.
  if (since.row || since.archived) return 'tell_archived';
  return since.revoked ? 'overtaken' : 'tell';
}
