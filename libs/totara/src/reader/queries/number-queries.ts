import type { NumberSource, NumberSources } from '@oracle-integration/settings';
import type { SqlParameters } from '../database/sql-dialect';
import type { SiteSql } from './site-sql';

/** The tables that numbers beside the completions are kept in. A site without them, or without the right, has none. */
export const NUMBER_TABLES = [
  'job_assignment',
  'user_info_field',
  'user_info_data',
  'course_info_field',
  'course_info_data',
];

/** Longer than any number that can be sent, and short enough for a page of a text area's. */
const LENGTH_MAX = 300;

/** How numbers are read from one place. */
export interface NumberQuery {
  readonly source: NumberSource;
  /** :values (ids) -> id, number. One row for each that is there and not deleted. */
  readonly sql: string;
  readonly parameters: SqlParameters;
  /** -> one row where the custom field is there; `undefined`: there is nothing that could be missing. */
  readonly field: string | undefined;
}

export interface NumberQueries {
  readonly people: NumberQuery | undefined;
  readonly courses: NumberQuery | undefined;
}

/** The tables of a source, without their prefix. */
export function tablesOfSource(source: NumberSource): readonly string[] {
  if (source === 'jobassignment') return ['job_assignment'];
  return source.startsWith('profile:')
    ? ['user_info_field', 'user_info_data']
    : ['course_info_field', 'course_info_data'];
}

/** The short name of the custom field of a source. */
export function fieldOfSource(source: NumberSource): string {
  return source.slice(source.indexOf(':') + 1);
}

/** The statements for the sources that are asked for and can be read. */
export function numberQueries(site: SiteSql, { people, courses }: NumberSources): NumberQueries {
  const canRead = (source: NumberSource | null): source is NumberSource =>
    source !== null && tablesOfSource(source).every((table) => site.schema.has(table));
  return {
    people: canRead(people) ? peopleQuery(site, people) : undefined,
    courses: canRead(courses)
      ? customFieldQuery(site, courses, {
          of: 'course',
          field: 'course_info_field',
          data: 'course_info_data',
          owner: 'courseid',
        })
      : undefined,
  };
}

function peopleQuery(site: SiteSql, source: NumberSource): NumberQuery {
  return source === 'jobassignment'
    ? firstJobQuery(site)
    : customFieldQuery(site, source, {
        of: 'user',
        field: 'user_info_field',
        data: 'user_info_data',
        owner: 'userid',
      });
}

/** The first job is the one with the smallest order: not always 1 after one was removed past Totara. */
function firstJobQuery({ dialect, table }: SiteSql): NumberQuery {
  const jobs = table('job_assignment');
  return {
    source: 'jobassignment',
    sql: `SELECT u.id AS id, job.idnumber AS number FROM ${table('user')} u
      LEFT JOIN ${jobs} job ON job.userid = u.id AND NOT EXISTS (
        SELECT 1 FROM ${jobs} earlier WHERE earlier.userid = job.userid AND earlier.sortorder < job.sortorder)
      WHERE u.deleted = 0 AND u.id IN ${dialect.numbers('values')}`,
    parameters: {},
    field: undefined,
  };
}

interface CustomFields {
  readonly of: 'user' | 'course';
  readonly field: string;
  readonly data: string;
  readonly owner: string;
}

/** The default of a field is left out: as a number it would make one person of everybody who was given none. */
function customFieldQuery(
  { dialect, table }: SiteSql,
  source: NumberSource,
  { of, field, data, owner }: CustomFields,
): NumberQuery {
  const fieldId = `(SELECT MIN(field.id) FROM ${table(field)} field WHERE field.shortname = :shortname)`;
  return {
    source,
    sql: `SELECT member.id AS id, SUBSTRING(given.data, 1, ${LENGTH_MAX}) AS number FROM ${table(of)} member
      LEFT JOIN ${table(data)} given ON given.${owner} = member.id AND given.fieldid = ${fieldId}
      WHERE ${of === 'user' ? 'member.deleted = 0 AND ' : ''}member.id IN ${dialect.numbers('values')}`,
    parameters: { shortname: fieldOfSource(source) },
    field: `SELECT field.id AS id FROM ${table(field)} field WHERE field.shortname = :shortname LIMIT 1`,
  };
}
