import { insertRows, type RowValues, type TotaraDatabase } from '../schema/bulk-rows';
import { CriteriaType } from '../site/criteria-type';
import { COURSES } from './course-catalogue';
import { COURSE_CONDITIONS, criteriaRows } from './course-conditions';
import { FIRST_COURSE_ID } from './first-ids';

const WORKSPACES = ['Shift Leads', 'Depot North – Schichtplanung', 'New Starters 2026'];
const MODULE_KINDS = ['scorm', 'quiz', 'facetoface', 'page'] as const;

/** Writes the catalogue's courses, what completes each of them, and the course totals. */
export async function createCourses(site: TotaraDatabase, createdAt: number): Promise<void> {
  await insertRows(site, 'course', courseRows(site, createdAt));
  await insertRows(
    site,
    'modules',
    MODULE_KINDS.map((name, index) => ({ id: index + 1, name })),
  );
  await insertRows(
    site,
    'course_modules',
    COURSES.flatMap((_, index) => moduleRows(index, createdAt)),
  );
  await insertRows(
    site,
    'course_completion_criteria',
    COURSES.flatMap((_, index) => criteriaRows(index)),
  );
  await insertRows(
    site,
    'course_completion_aggr_methd',
    COURSES.flatMap((_, index) => aggregationRows(index)),
  );
  await insertRows(site, 'grade_items', gradeItemRows(createdAt));
}

/** The course total of a course, by its place in the catalogue; undefined for ungraded ones. */
export const gradeItemIds: readonly (number | undefined)[] = numberGraded();

function numberGraded(): (number | undefined)[] {
  let last = 0;
  return COURSES.map(({ gradeMax }) => (gradeMax === null ? undefined : (last += 1)));
}

function courseRows(site: TotaraDatabase, createdAt: number) {
  // Moodle's names are shorter; cut by characters, so that none is cut in half.
  const maxLength = site.location.flavour === 'moodle4' ? 254 : 1333;
  const times = { timecreated: createdAt, timemodified: createdAt };
  const course = COURSES.map(({ fullname, shortname, idnumber, category }, index) => ({
    id: FIRST_COURSE_ID + index,
    category: category + 1,
    sortorder: (category + 1) * 10_000 + index + 1,
    fullname: [...fullname].slice(0, maxLength).join(''),
    shortname,
    idnumber,
    format: 'topics',
    enablecompletion: 1,
    containertype: 'container_course',
    ...times,
  }));
  const none = { idnumber: '', enablecompletion: 0, ...times };
  return [
    {
      id: 1,
      category: 0,
      sortorder: 1,
      fullname: 'Nordwind Academy',
      shortname: 'academy',
      format: 'site',
      containertype: 'container_site',
      ...none,
    },
    ...course,
    // Workspaces live in the same table but are no courses.
    ...WORKSPACES.map((name, index) => ({
      id: FIRST_COURSE_ID + COURSES.length + index,
      category: 5,
      sortorder: 59_990 + index,
      fullname: `Workspace: ${name}`,
      shortname: `ws-${index + 1}`,
      format: 'topics',
      containertype: 'container_workspace',
      ...none,
    })),
  ];
}

function moduleRows(index: number, createdAt: number): RowValues[] {
  return (COURSE_CONDITIONS[index]?.activities ?? []).map(({ id, module }) => ({
    id,
    course: FIRST_COURSE_ID + index,
    module: MODULE_KINDS.indexOf(module) + 1,
    instance: id,
    added: createdAt,
    completion: 2,
  }));
}

/** All conditions are needed, except where any one activity will do. */
function aggregationRows(index: number): RowValues[] {
  const course = FIRST_COURSE_ID + index;
  const overall: RowValues = { course, criteriatype: null, method: 1 };
  const isChoice = COURSE_CONDITIONS[index]?.activityMethod === 'any';
  return isChoice ? [overall, { course, criteriatype: CriteriaType.Activity, method: 2 }] : [overall];
}

function gradeItemRows(createdAt: number) {
  return COURSES.flatMap(({ gradeMax }, index) => {
    const id = gradeItemIds[index];
    if (gradeMax === null || id === undefined) return [];
    const courseid = FIRST_COURSE_ID + index;
    const times = { timecreated: createdAt, timemodified: createdAt };
    return [
      {
        id,
        courseid,
        itemtype: 'course',
        iteminstance: courseid,
        grademax: gradeMax,
        sortorder: 1,
        ...times,
      },
    ];
  });
}
