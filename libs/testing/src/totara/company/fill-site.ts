import type { TotaraConnection } from '../schema/create-totara-schema';
import { resolveLocation, type TotaraLocation } from '../schema/flavour';
import { qualifiedName } from '../schema/table-definition';
import type { TotaraDatabase } from '../schema/bulk-rows';
import { continueSequences } from './continue-sequences';
import { fillStatements } from './fill-statements';
import { withoutIndexes } from './without-indexes';

const LARGE_TABLES = [
  'user',
  'course_completions',
  'course_completion_crit_compl',
  'grade_grades',
  'course_completion_history',
  'course_completion_log',
] as const;

/** How much there is to be. Everybody is in the first course before anybody is in the next. */
export interface FillOptions extends TotaraLocation {
  courses: number;
  people: number;
  /** Current rows; at most people times courses. */
  completions: number;
  /** Rows of the history on top of the current ones; Moodle has none. */
  archived?: number;
  /** The share of current rows that are not completed, from 0 to 1. */
  unfinished?: number;
  /** Everything lies before it, in epoch seconds; the clock, if left out. */
  now?: number;
}

/**
 * Fills empty tables with plain rows, as many as wanted, by one `INSERT ... SELECT` a table: for measuring, where a
 * believable company would take minutes. Names are numbers, and nobody has left; the rules of Totara hold for every
 * row all the same. A million completions take about a minute. Wrap the call in a transaction to have all or nothing:
 * indexes are dropped meanwhile.
 *
 * @throws RangeError when there are fewer places than completions
 */
export async function fillSite(connection: TotaraConnection, options: FillOptions): Promise<void> {
  const { courses, people, completions, archived = 0, unfinished = 0.3 } = options;
  if (completions > courses * people) {
    throw new RangeError(
      `${people} people in ${courses} courses make ${courses * people} completions at most, not ${completions}.`,
    );
  }
  const location = resolveLocation(options);
  const site: TotaraDatabase = { db: connection, location };
  const now = options.now ?? Math.floor(Date.now() / 1000);
  const sizes = { courses, people, completions, archived, unfinished, now };
  const statements = fillStatements(sizes, location, (name) => qualifiedName(location, name));
  await withoutIndexes(site, LARGE_TABLES, async () => {
    for (const statement of statements) await connection.query(statement);
  });
  await continueSequences(site);
}
