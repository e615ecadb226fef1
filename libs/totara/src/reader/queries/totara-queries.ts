import type { SourceTable } from '@oracle-integration/completions';
import { type CompletionTable, currentTable, historyTable } from './completion-tables';
import { type DirectoryQueries, directoryQueries } from './directory-queries';
import { type RowQueries, rowQueries } from './row-queries';
import type { SiteSql } from './site-sql';

/** Every statement the reader may send. All of them only read. */
export interface TotaraQueries extends DirectoryQueries {
  /** :after_id :limit -> id, user_id, course_id */
  readonly currentKeys: string;
  readonly historyKeys: string | undefined;
  /** :course_id :after_id :limit -> id, user_id, course_id */
  readonly courseKeys: string;
  /** :after_id :limit -> id, user_id (null: the whole course), course_id */
  readonly logKeys: string | undefined;
  /** :after_id :limit -> rows, id_sum of so many rows of the change log */
  readonly logDigest: string | undefined;
  /** -> current_id, history_id, log_id: the largest ids; first_log_id: the smallest; now: the site's clock */
  readonly marks: string;
  /** :pairs -> one row a pair with the present row, person, course and grade */
  readonly current: string;
  /** :pairs -> the archived rows */
  readonly history: string | undefined;
  readonly rows: Readonly<Record<SourceTable, RangeQueries | undefined>>;
}

/** The statements about a range of rows of one table. */
export type RangeQueries = Pick<RowQueries, 'digest' | 'fingerprints' | 'completionCounts'>;

/** The statements for one site. */
export function totaraQueries(site: SiteSql): TotaraQueries {
  const current = currentTable(site);
  const history = historyTable(site);
  const currentRows = rowQueries(site, current);
  const historyRows = history && rowQueries(site, history);
  return {
    currentKeys: keysQuery(site, current),
    historyKeys: history && keysQuery(site, history),
    courseKeys: keysQuery(site, current, 'course = :course_id'),
    logKeys: site.schema.has('course_completion_log')
      ? keysQuery(site, { name: 'course_completion_log', course: 'courseid' })
      : undefined,
    logDigest: site.schema.has('course_completion_log') ? logDigestQuery(site) : undefined,
    marks: marksQuery(site),
    current: currentRows.current,
    history: historyRows?.history,
    rows: { current: currentRows, history: historyRows },
    ...directoryQueries(site),
  };
}

/** Pages go by primary key and never by time: `timecompleted` may lie years back on a row written today. */
function keysQuery(
  { table }: SiteSql,
  { name, course }: Pick<CompletionTable, 'name' | 'course'>,
  ...conditions: string[]
): string {
  return `SELECT id, userid AS user_id, ${course} AS course_id FROM ${table(name)}
    WHERE ${[...conditions, 'id > :after_id'].join(' AND ')} ORDER BY id LIMIT :limit`;
}

function logDigestQuery({ table }: SiteSql): string {
  return `SELECT count(*) AS row_count, sum(id) AS id_sum FROM (
    SELECT id FROM ${table('course_completion_log')} WHERE id > :after_id ORDER BY id LIMIT :limit) newest`;
}

function marksQuery({ schema, dialect, table }: SiteSql): string {
  const endOf = (name: string, order: 'ASC' | 'DESC') =>
    schema.has(name) ? `(SELECT id FROM ${table(name)} ORDER BY id ${order} LIMIT 1)` : 'NULL';
  return `SELECT ${endOf('course_completions', 'DESC')} AS current_id,
    ${endOf('course_completion_history', 'DESC')} AS history_id,
    ${endOf('course_completion_log', 'DESC')} AS log_id,
    ${endOf('course_completion_log', 'ASC')} AS first_log_id, ${dialect.clock} AS now_ms`;
}
