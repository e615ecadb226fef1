import type { ResolvedLocation } from '../schema/flavour';
import type { TotaraTableName } from '../schema/totara-tables';
import { CompletionStatus } from '../site/completion-status';
import { CriteriaType } from '../site/criteria-type';
import { FIRST_COURSE_ID } from './first-ids';
import { FIRST_PERSON_ID } from './person';
import { DAY } from './working-time';

/** How much there is to be. */
export interface FillSizes {
  courses: number;
  people: number;
  completions: number;
  archived: number;
  /** From 0 to 1. */
  unfinished: number;
  /** Epoch seconds; everything lies before it. */
  now: number;
}

const CATEGORIES = 20;
const YEARS = 4 * 365 * DAY;

/** One `INSERT ... SELECT` for each table, in the order in which they must run. */
export function fillStatements(
  sizes: FillSizes,
  { flavour }: ResolvedLocation,
  table: (name: TotaraTableName) => string,
): string[] {
  const isMoodle = flavour === 'moodle4';
  return [
    ...courseStatements(sizes, table),
    userStatement(sizes, table),
    completionStatement(sizes, { isMoodle, table }),
    metStatement(table),
    gradeStatement(table),
    ...(isMoodle ? [] : [historyStatement(sizes, table), logStatement(table)]),
  ];
}

type Tables = (name: TotaraTableName) => string;

function courseStatements({ courses, now }: FillSizes, table: Tables): string[] {
  const createdAt = now - YEARS - 400 * DAY;
  return [
    `INSERT INTO ${table('course_categories')} (id, name, sortorder, depth, path, timemodified)
     SELECT n, 'Category ' || n, n * 10000, 1, '/' || n, ${createdAt} FROM generate_series(1, ${CATEGORIES}) n`,
    `INSERT INTO ${table('course')} (id, category, sortorder, fullname, shortname, idnumber, enablecompletion, timecreated, timemodified)
     SELECT n + ${FIRST_COURSE_ID - 1}, 1 + n % ${CATEGORIES}, n, 'Course ' || n, 'C-' || n, 'OLC-' || (10000 + n), 1,
            ${createdAt}, ${createdAt}
       FROM generate_series(1, ${courses}) n`,
    `INSERT INTO ${table('course_completion_criteria')} (id, course, criteriatype)
     SELECT n, n + ${FIRST_COURSE_ID - 1}, ${CriteriaType.Self} FROM generate_series(1, ${courses}) n`,
    `INSERT INTO ${table('grade_items')} (id, courseid, itemtype, iteminstance, sortorder, timecreated, timemodified)
     SELECT n, n + ${FIRST_COURSE_ID - 1}, 'course', n + ${FIRST_COURSE_ID - 1}, 1, ${createdAt}, ${createdAt}
       FROM generate_series(1, ${courses}) n`,
  ];
}

function userStatement({ people, now }: FillSizes, table: Tables): string {
  return `INSERT INTO ${table('user')} (id, confirmed, mnethostid, username, idnumber, firstname, lastname, email, timecreated, timemodified)
    SELECT n + ${FIRST_PERSON_ID - 1}, 1, 1, 'person' || n, 'E' || (100000 + n), 'Robin', 'Person ' || n,
           'person' || n || '@example.com', ${now - YEARS}, ${now - YEARS}
      FROM generate_series(1, ${people}) n`;
}

/** Ids follow the time of enrolment; of each thousand rows the same share is unfinished, spread by a prime step. */
function completionStatement(
  { people, completions, unfinished, now }: FillSizes,
  { isMoodle, table }: { isMoodle: boolean; table: Tables },
): string {
  const { NotYetStarted, InProgress, Complete, CompleteViaRpl } = CompletionStatus;
  const columns = 'id, userid, course, timeenrolled, timestarted, timecompleted';
  const values = `n, ${FIRST_PERSON_ID} + (n - 1) % ${people}, ${FIRST_COURSE_ID} + (n - 1) / ${people}, enrolled,
    CASE WHEN status > ${NotYetStarted} THEN enrolled + 3600 ELSE 0 END,
    CASE WHEN status >= ${Complete} THEN enrolled + 7200 END`;
  const totaraColumns = ', organisationid, positionid, status, rpl, rplgrade';
  const totaraValues = `, 0, 0, status, CASE WHEN status = ${CompleteViaRpl} THEN 'Certificate seen' END,
    CASE WHEN status = ${CompleteViaRpl} THEN 80 END`;
  return `INSERT INTO ${table('course_completions')} (${columns}${isMoodle ? '' : totaraColumns})
    SELECT ${values}${isMoodle ? '' : totaraValues}
      FROM (SELECT n, ${now - 8 * 3600} - ((${completions} - n) * ${YEARS}::bigint) / ${completions} AS enrolled,
                   CASE WHEN n * 7919 % 1000 >= ${Math.round(unfinished * 1000)}
                          THEN CASE WHEN n % 10 = 0 THEN ${isMoodle ? Complete : CompleteViaRpl} ELSE ${Complete} END
                        WHEN n % 2 = 0 THEN ${InProgress} ELSE ${NotYetStarted} END AS status
              FROM generate_series(1::bigint, ${completions}) n) AS attempt`;
}

function metStatement(table: Tables): string {
  return `INSERT INTO ${table('course_completion_crit_compl')} (userid, course, criteriaid, timecompleted)
    SELECT cc.userid, cc.course, cr.id, cc.timecompleted FROM ${table('course_completions')} cc
      JOIN ${table('course_completion_criteria')} cr ON cr.course = cc.course
     WHERE cc.timecompleted IS NOT NULL ORDER BY cc.id`;
}

function gradeStatement(table: Tables): string {
  return `INSERT INTO ${table('grade_grades')} (itemid, userid, finalgrade, timecreated, timemodified)
    SELECT gi.id, cc.userid, 60 + cc.id % 41, cc.timecompleted, cc.timecompleted FROM ${table('course_completions')} cc
      JOIN ${table('grade_items')} gi ON gi.courseid = cc.course AND gi.itemtype = 'course'
     WHERE cc.timecompleted IS NOT NULL ORDER BY cc.id`;
}

/** Archived rounds of the people of the current rows, each a year before the one after it. */
function historyStatement({ people, completions, archived, now }: FillSizes, table: Tables): string {
  return `INSERT INTO ${table('course_completion_history')} (id, courseid, userid, timecompleted, grade)
    SELECT n, ${FIRST_COURSE_ID} + (n - 1) % ${completions} / ${people}, ${FIRST_PERSON_ID} + (n - 1) % ${completions} % ${people},
           ${now - YEARS} - (1 + (n - 1) / ${completions}) * ${365 * DAY}::bigint + n % ${DAY}, 60 + n % 41
      FROM generate_series(1::bigint, ${archived}) n`;
}

/** One entry a row, that of its last save, in the order of time: what a reader follows. */
function logStatement(table: Tables): string {
  return `INSERT INTO ${table('course_completion_log')} (courseid, userid, changeuserid, description, timemodified)
    SELECT courseid, userid, userid, description, time FROM (
      SELECT courseid, userid, timecompleted AS time, 0 AS step, id,
             'History created in archive_course_completion<br/><ul><li>CCHID: ' || id || '</li></ul>' AS description
        FROM ${table('course_completion_history')}
       UNION ALL
      SELECT course, userid, coalesce(timecompleted, timeenrolled), 1, id,
             'Updated current completion in completion_completion->_save<br/><ul><li>Status: (' || status || ')</li></ul>'
        FROM ${table('course_completions')}) AS entry
     ORDER BY time, step, id`;
}
