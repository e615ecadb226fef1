import { insertRows, type RowValues, type TotaraDatabase } from '../schema/bulk-rows';
import { CriteriaType } from '../site/criteria';
import { moduleOfCourse } from '../site/courses';
import { COURSES, type CatalogueCourse } from './course-catalogue';

/** Course 1 is the site's front page, as on every site. */
export const FIRST_COURSE_ID = 2;

/** Writes the catalogue's courses, what completes each of them, and the course totals. */
export async function createCourses(site: TotaraDatabase, createdAt: number): Promise<void> {
  await insertRows(site, 'course', courseRows(site, createdAt));
  await insertRows(site, 'course_completion_criteria', COURSES.flatMap(criteriaRows));
  await insertRows(
    site,
    'course_completion_aggr_methd',
    COURSES.map((_, index) => ({ course: FIRST_COURSE_ID + index, criteriatype: null, method: 1 })),
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
    {
      id: FIRST_COURSE_ID + COURSES.length,
      category: 5,
      sortorder: 59_999,
      fullname: 'Workspace: Shift Leads',
      shortname: 'ws-shift-leads',
      format: 'topics',
      containertype: 'container_workspace',
      ...none,
    },
  ];
}

function criteriaRows({ completedBy }: CatalogueCourse, index: number): RowValues[] {
  const course = FIRST_COURSE_ID + index;
  if (completedBy === 'self') {
    return [{ course, criteriatype: CriteriaType.Self, module: null, moduleinstance: null }];
  }
  return ['scorm', 'quiz'].map((module, ordinal) => ({
    course,
    criteriatype: CriteriaType.Activity,
    module,
    moduleinstance: moduleOfCourse(course, ordinal),
  }));
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
