/**
 * Which items wait, as the predicate of one index for what is new and of one for what a backfill queued.
 *
 * `coalesce` hides the columns from the planner's statistics, which are out of date exactly when it matters: a table
 * whose items were all sent when it was last analysed makes a backlog look like a handful of rows, and each claim
 * read and sorted all of it (240 ms at 25,000). Now the planner takes it for half of the table and walks the index.
 */
export const WAITS_AS_NEW = `coalesce(status IN ('queued', 'failed') AND NOT is_backfilled, false)`;
export const WAITS_AS_BACKFILLED = `coalesce(status IN ('queued', 'failed') AND is_backfilled, false)`;
