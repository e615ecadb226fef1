import type { LabelledColumns, SiteSql } from './site-sql';

/** What is shown of a person, a course and its grades beside each completion. The labels are those of the row types. */
export function shownColumns({ schema }: SiteSql): LabelledColumns {
  const grades = schema.has('grade_items');
  return {
    user_row: 'u.id',
    username: 'u.username',
    user_idnumber: 'u.idnumber',
    firstname: 'u.firstname',
    lastname: 'u.lastname',
    email: 'u.email',
    suspended: 'u.suspended',
    deleted: 'u.deleted',
    course_row: 'c.id',
    fullname: 'c.fullname',
    shortname: 'c.shortname',
    course_idnumber: 'c.idnumber',
    format: schema.has('course', 'format') ? 'c.format' : 'NULL',
    containertype: schema.has('course', 'containertype') ? 'c.containertype' : 'NULL',
    category_name: schema.has('course_categories') ? 'cat.name' : 'NULL',
    grademin: grades ? 'gi.grademin' : 'NULL',
    grademax: grades ? 'gi.grademax' : 'NULL',
  };
}

/** Whether the row `c` of the course table is a course: workspaces and the front page live there too. */
export function isCourseSql({ schema }: Pick<SiteSql, 'schema'>): string {
  const conditions = [
    ...(schema.has('course', 'format') ? [`(c.format IS NULL OR c.format <> 'site')`] : []),
    ...(schema.has('course', 'containertype')
      ? [`(c.containertype IS NULL OR c.containertype = 'container_course')`]
      : []),
  ];
  return conditions.length === 0 ? '1 = 1' : conditions.join(' AND ');
}

/**
 * Joins what {@link shownColumns} shows to rows called `pair`. LEFT joins: deleted people and courses keep their
 * completions.
 */
export function shownJoins(site: SiteSql): string {
  const { schema, table } = site;
  const categories = `LEFT JOIN ${table('course_categories')} cat ON cat.id = c.category`;
  return `LEFT JOIN ${table('user')} u ON u.id = pair.user_id
    LEFT JOIN ${table('course')} c ON c.id = pair.course_id
    ${schema.has('course_categories') ? categories : ''}
    ${schema.has('grade_items') ? totalJoin(site) : ''}`;
}

/**
 * The total of the course: the older one where there are two, else each completion of the course would be there twice.
 * To look for that in each statement takes as long as the rest of it, so it is done only where it is needed.
 */
function totalJoin({ hasTwinTotals, table }: SiteSql): string {
  const items = table('grade_items');
  if (!hasTwinTotals)
    return `LEFT JOIN ${items} gi ON gi.courseid = pair.course_id AND gi.itemtype = 'course'`;
  const oldest = `SELECT courseid, MIN(id) AS id FROM ${items} WHERE itemtype = 'course' GROUP BY courseid`;
  return `LEFT JOIN (${oldest}) oldest ON oldest.courseid = pair.course_id
    LEFT JOIN ${items} gi ON gi.id = oldest.id`;
}

/** -> a row where a course has two totals */
export function twinTotalsQuery({ table }: Pick<SiteSql, 'table'>): string {
  return `SELECT courseid FROM ${table('grade_items')} WHERE itemtype = 'course'
    GROUP BY courseid HAVING COUNT(*) > 1 LIMIT 1`;
}
