import type { CompletionStatus } from '@oracle-integration/contracts';

type Status = Exclude<CompletionStatus, 'revoked'>;

/** As Totara says it on the screen, in its tables, and in its database; without blanks and capitals. */
const STATUSES: ReadonlyMap<string, Status> = new Map<string, Status>([
  ['complete', 'complete'],
  ['completed', 'complete'],
  ['50', 'complete'],
  ['completeviarpl', 'completeviarpl'],
  ['completedviarpl', 'completeviarpl'],
  ['75', 'completeviarpl'],
  ['inprogress', 'inprogress'],
  ['25', 'inprogress'],
  ['notyetstarted', 'notyetstarted'],
  ['notstarted', 'notyetstarted'],
  ['notcompleted', 'inprogress'],
  ['notcomplete', 'inprogress'],
  ['incomplete', 'inprogress'],
  ['10', 'notyetstarted'],
]);

/** The status that a text says; `undefined` for one that is not known. */
export function readStatus(text: string): Status | undefined {
  return STATUSES.get(text.toLowerCase().replace(/[\s_-]/g, ''));
}
