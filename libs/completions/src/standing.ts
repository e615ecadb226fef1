/**
 * Where completions stand, of one course on one day (UTC, days since 1970).
 *
 * `delivered + waiting + stopped + notQueued + keptBack` is `ledger + imported`: each completion is in one of them.
 */
export interface Standing {
  readonly courseId: number;
  readonly day: number;
  /** Completions whose row was looked at, each once. */
  readonly ledger: number;
  /** Rows that show a completion which another row shows, too. */
  readonly duplicates: number;
  /** Completions that no table of the site told: out of messages and files. */
  readonly imported: number;
  /** Oracle has the latest revision that was to reach it. */
  readonly delivered: number;
  /** On its way, or tried again by itself. */
  readonly waiting: number;
  /** Not tried again until somebody acts. */
  readonly stopped: number;
  /** Never asked for: found by the first load, and waiting for a backfill. */
  readonly notQueued: number;
  /** Never asked for either, and a backfill does not: the policies of that moment keep it back. */
  readonly keptBack: number;
  /** Accepted, as they are now, by at least one system that pulls; however they stand otherwise. */
  readonly acknowledged: number;
}
