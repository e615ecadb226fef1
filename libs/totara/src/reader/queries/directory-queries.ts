import { type LabelledColumns, selectList, type SiteSql } from './site-sql';
import { isCourseSql, shownColumns } from './shown-columns';

/** What a person may be looked up by. */
export type UserField = 'id' | 'username' | 'idnumber' | 'email';
/** What a course may be looked up by. */
export type CourseField = 'id' | 'shortname' | 'idnumber' | 'fullname';

/** Lookups of people and courses, in the order of ids. :values :after_id :limit */
export interface DirectoryQueries {
  readonly users: Readonly<Record<UserField, string>>;
  readonly courses: Readonly<Record<CourseField, string>>;
}

export function directoryQueries(site: SiteSql): DirectoryQueries {
  const { dialect } = site;
  // Both products keep names of people in small letters, but e-mail addresses as they were typed.
  const user = (column: string) =>
    usersQuery(site, `${column} IN ${dialect.texts('values')} AND u.deleted = 0`);
  const course = (column: string) => coursesQuery(site, `${column} IN ${dialect.texts('values')}`);
  return {
    users: {
      id: usersQuery(site, `u.id IN ${dialect.numbers('values')}`),
      username: user('lower(u.username)'),
      idnumber: user('u.idnumber'),
      email: user('lower(u.email)'),
    },
    courses: {
      id: coursesQuery(site, `c.id IN ${dialect.numbers('values')}`),
      shortname: course('c.shortname'),
      idnumber: course('c.idnumber'),
      fullname: course('c.fullname'),
    },
  };
}

function usersQuery(site: SiteSql, condition: string): string {
  return `SELECT ${selectList(columnsOf(site, 'u.'))} FROM ${site.table('user')} u
    WHERE ${condition} AND u.id > :after_id ORDER BY u.id LIMIT :limit`;
}

/** Workspaces and the front page are no courses, and are not found. */
function coursesQuery(site: SiteSql, condition: string): string {
  const { schema, table } = site;
  const categories = schema.has('course_categories')
    ? `LEFT JOIN ${table('course_categories')} cat ON cat.id = c.category`
    : '';
  return `SELECT ${selectList(columnsOf(site, 'c.', 'cat.', 'NULL'))} FROM ${table('course')} c ${categories}
    WHERE ${condition} AND ${isCourseSql(site)} AND c.id > :after_id ORDER BY c.id LIMIT :limit`;
}

function columnsOf(site: SiteSql, ...beginnings: string[]): LabelledColumns {
  return Object.fromEntries(
    Object.entries(shownColumns(site)).filter(([, column]) =>
      beginnings.some((beginning) => column.startsWith(beginning)),
    ),
  );
}
