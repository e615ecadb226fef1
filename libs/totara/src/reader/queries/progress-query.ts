import type { SiteSql } from './site-sql';

/** Kinds of criteria that form a group with a method of its own: activities, roles, courses. */
const GROUPED_TYPES = '(4, 7, 8)';
const ANY = 2;

/** Only these cost the joins: a completed row is at 100 by definition. */
const IS_UNFINISHED = 'made.id IS NOT NULL AND (made.timecompleted IS NULL OR made.timecompleted <= 0)';
const IS_NOT_UNFINISHED = '(made.id IS NULL OR made.timecompleted > 0)';

/**
 * Adds to completion rows how far they have got -> user_id, course_id, id, percent. It is NULL where the row is
 * completed, where nothing measures it, and where the site does not let it be known.
 *
 * @param rows a SELECT of user_id, course_id, id and timecompleted
 */
export function rowsWithProgress(site: SiteSql, rows: string): string {
  const progress = site.schema.isTotara ? totaraProgress(site, rows) : moodleProgress(site, rows);
  const without = `SELECT made.user_id, made.course_id, made.id, NULL AS percent FROM (${rows}) made`;
  return progress === undefined ? without : `${progress} UNION ALL ${without} WHERE ${IS_NOT_UNFINISHED}`;
}

/**
 * Totara's tree of criteria: the course has one node a criterion, or a group of them by type, and asks for all of its
 * nodes or for any. Percent are rounded down, but what has begun is at 1.
 *
 * Scores are added up in whole hundredths. Totara adds floating point numbers, whose sum depends on their order, and a
 * database promises none: the same row could show 28 here and 29 there. Only the divisions are Totara's own, so that
 * 0.29 is at 28 as it is there.
 */
function totaraProgress(site: SiteSql, rows: string): string | undefined {
  const { schema, dialect } = site;
  const needed = [
    'course_completion_criteria',
    'course_completion_aggr_methd',
    'course_completion_crit_compl',
  ];
  if (!needed.every((table) => schema.has(table))) return undefined;
  const ratioOf = (score: string, weight: string) => `${dialect.double(score)} / 1e2 / nullif(${weight}, 0)`;
  const ratio = `CASE WHEN MIN(node.root_method) = ${ANY} THEN MAX(${ratioOf('node.score', 'node.weight')})
      ELSE ${ratioOf('SUM(node.score)', 'SUM(node.weight)')} END`;
  return `SELECT tree.user_id, tree.course_id, tree.id, CASE WHEN tree.ratio = 0 THEN 0
      WHEN tree.ratio IS NOT NULL THEN ${dialect.integer('floor(greatest(1, tree.ratio * 100))')} END AS percent
    FROM (SELECT node.user_id, node.course_id, node.id, ${ratio} AS ratio
      FROM (${nodes(site, rows)}) node GROUP BY node.user_id, node.course_id, node.id) tree`;
}

/** One row a node. A method that is stored twice (its unique key lets NULLs through) multiplies score and weight alike. */
function nodes(site: SiteSql, rows: string): string {
  const { schema, table } = site;
  const hasModules = schema.has('course_modules_completion', 'progress');
  const leaf = `CASE WHEN met.id IS NULL THEN 0
        ${hasModules ? 'WHEN module.progress IS NOT NULL THEN module.progress' : ''}
        WHEN met.timecompleted > 0 THEN 100 ELSE 0 END`;
  return `SELECT made.user_id, made.course_id, made.id, MIN(root.method) AS root_method,
        CASE WHEN MIN(own.method) = ${ANY} THEN 1 ELSE COUNT(criterion.id) END AS weight,
        CASE WHEN MIN(own.method) = ${ANY} THEN MAX(${leaf}) ELSE SUM(${leaf}) END AS score
      FROM (${rows}) made
      LEFT JOIN ${table('course_completion_criteria')} criterion ON criterion.course = made.course_id
      LEFT JOIN ${table('course_completion_aggr_methd')} root
        ON root.course = made.course_id AND root.criteriatype IS NULL
      LEFT JOIN ${table('course_completion_aggr_methd')} own
        ON own.course = made.course_id AND own.criteriatype = criterion.criteriatype
        AND criterion.criteriatype IN ${GROUPED_TYPES}
      LEFT JOIN ${table('course_completion_crit_compl')} met
        ON met.userid = made.user_id AND met.course = made.course_id AND met.criteriaid = criterion.id
      ${hasModules ? moduleJoin(site) : ''}
      WHERE ${IS_UNFINISHED}
      GROUP BY made.user_id, made.course_id, made.id,
        CASE WHEN criterion.criteriatype IN ${GROUPED_TYPES} THEN criterion.criteriatype ELSE -criterion.id END`;
}

/** How far an activity has got by its own measure. */
function moduleJoin({ table }: SiteSql): string {
  return `LEFT JOIN ${table('course_modules_completion')} module ON module.userid = made.user_id
        AND module.coursemoduleid = CASE WHEN criterion.criteriatype = 4 THEN criterion.moduleinstance END`;
}

/**
 * Moodle counts activities, not criteria: those that are done of those that are tracked. 2 is passed, 3 failed and not
 * done. An activity on its way out (the recycle bin) is not counted.
 */
function moodleProgress({ schema, dialect, table }: SiteSql, rows: string): string | undefined {
  if (!schema.has('course_modules', 'completion') || !schema.has('course_modules_completion'))
    return undefined;
  const done = dialect.double('SUM(CASE WHEN state.completionstate IN (1, 2) THEN 1 ELSE 0 END)');
  const isStaying = schema.has('course_modules', 'deletioninprogress')
    ? 'AND module.deletioninprogress = 0'
    : '';
  return `SELECT made.user_id, made.course_id, made.id,
      ${dialect.integer(`floor(${done} / nullif(COUNT(module.id), 0) * 100)`)} AS percent
    FROM (${rows}) made
    LEFT JOIN ${table('course')} tracked ON tracked.id = made.course_id AND tracked.enablecompletion = 1
    LEFT JOIN ${table('course_modules')} module
      ON module.course = tracked.id AND module.completion > 0 ${isStaying}
    LEFT JOIN ${table('course_modules_completion')} state
      ON state.coursemoduleid = module.id AND state.userid = made.user_id
    WHERE ${IS_UNFINISHED}
    GROUP BY made.user_id, made.course_id, made.id`;
}
