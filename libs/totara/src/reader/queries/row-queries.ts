import type { CompletionTable } from './completion-tables';
import { fingerprintOf } from './fingerprint-expression';
import { isCourseSql } from './shown-columns';
import { selectList, type SiteSql } from './site-sql';

/** The statements about the rows of one table of completions. */
export interface RowQueries {
  /** :pairs -> CurrentRow, one a pair, also where there is no row */
  readonly current: string;
  /** :pairs -> HistoryRow */
  readonly history: string;
  /** :after_id :until_id :limit -> row_count, fingerprint_sum, last_id */
  readonly digest: string;
  /** :after_id :until_id :limit -> id, user_id, course_id, fingerprint */
  readonly fingerprints: string;
  /** :after_id :until_id -> course_id, day, row_count */
  readonly completionCounts: string;
}

/** In seconds; a larger number is of milliseconds, or smaller still, that slipped in. `timeFrom` knows it too. */
const LARGEST_EPOCH_SECONDS = 100_000_000_000;
const DAY = 86_400;

/** Every statement for a table. `current` and `history` differ only in pairs without a row. */
export function rowQueries(site: SiteSql, completions: CompletionTable): RowQueries {
  const { course, columns } = completions;
  const own = fingerprintOf(site, ['cc.userid', `cc.${course}`, ...Object.values(columns)]);
  const shown = `SELECT pair.user_id, pair.course_id, ${selectList(columns)}, ${own} AS fingerprint`;
  const page = fromRows(site, completions, pageRows(site, completions));
  return {
    current: `${shown} ${fromRows(site, completions, rowsOfPairs(site, completions, 'LEFT JOIN'))}`,
    history: `${shown} ${fromRows(site, completions, rowsOfPairs(site, completions, 'JOIN'))} ORDER BY cc.id`,
    digest: `SELECT COUNT(*) AS row_count, coalesce(SUM(${own}), 0) AS fingerprint_sum, MAX(cc.id) AS last_id ${page}`,
    fingerprints: `SELECT cc.id, cc.userid AS user_id, cc.${course} AS course_id, ${own} AS fingerprint
      ${page} ORDER BY cc.id`,
    completionCounts: countsQuery(site, completions),
  };
}

/**
 * The rows first, then everything else by the key of each: no server, however wrong its statistics, can take another
 * way through it that reads more than these rows need.
 */
function fromRows({ table }: SiteSql, { name, joins, worked }: CompletionTable, rows: string): string {
  return `FROM (${worked(rows)}) pair LEFT JOIN ${table(name)} cc ON cc.id = pair.id ${joins}`;
}

function rowsOfPairs(
  { table }: SiteSql,
  { name, course }: CompletionTable,
  join: 'JOIN' | 'LEFT JOIN',
): string {
  return `SELECT asked.user_id, asked.course_id, own.id, own.timecompleted
    FROM :pairs asked
    ${join} ${table(name)} own ON own.userid = asked.user_id AND own.${course} = asked.course_id`;
}

/** Pages go by primary key and never by time: `timecompleted` may lie years back on a row written today. */
function pageRows({ table }: SiteSql, { name, course }: CompletionTable): string {
  return `SELECT own.userid AS user_id, own.${course} AS course_id, own.id, own.timecompleted
    FROM ${table(name)} own WHERE own.id > :after_id AND own.id <= :until_id ORDER BY own.id LIMIT :limit`;
}

/** Only rows that can be completions: what is excluded is no completion on either side. */
function countsQuery(site: SiteSql, { name, course }: CompletionTable): string {
  const { dialect, table } = site;
  const day = dialect.quotient(secondsSql(dialect.quotient), DAY);
  return `SELECT cc.${course} AS course_id, ${day} AS day, COUNT(*) AS row_count FROM ${table(name)} cc
    LEFT JOIN ${table('course')} c ON c.id = cc.${course} LEFT JOIN ${table('user')} u ON u.id = cc.userid
    WHERE cc.id > :after_id AND cc.id <= :until_id AND cc.timecompleted > 0
      AND (c.id IS NULL OR (${isCourseSql(site)})) AND (u.id IS NULL OR u.username <> 'guest')
    GROUP BY 1, 2`;
}

/** A time in whole seconds, whatever it was written in. */
function secondsSql(quotient: (expression: string, divisor: number) => string): string {
  const inUnit = (perSecond: number) =>
    `WHEN ${quotient('timecompleted', perSecond)} <= ${LARGEST_EPOCH_SECONDS} THEN ${quotient('timecompleted', perSecond)}`;
  return `CASE ${[1, 1e3, 1e6, 1e9].map(inUnit).join(' ')} END`;
}
