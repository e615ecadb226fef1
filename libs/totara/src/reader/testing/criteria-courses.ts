import type { LearnerCourse } from '@oracle-integration/completions';
import type { ScratchSite } from '@oracle-integration/testing';
import type { CourseState, CriterionState } from './totara-progress';

const ACTIVITY = 4;

/** A criterion in its course. Its activity, if it is one, has the same id. */
interface PlacedCriterion extends CriterionState {
  readonly id: number;
  readonly course: number;
}

/**
 * Writes courses with such criteria, and one learner who has got so far in each; the learner's completions of these
 * courses, in their order, are the answer.
 */
export async function addCourses(
  scratch: ScratchSite,
  states: readonly CourseState[],
): Promise<LearnerCourse[]> {
  const userId = await scratch.site.addUser();
  const [row] = await scratch.rows<{ id: string }>('SELECT coalesce(max(id), 1) + 1 AS id FROM ttr_course');
  const pairs = states.map((_, place) => ({ userId, courseId: Number(row!.id) + place }));
  const placed = states.map((state, place) => ({ ...state, course: pairs[place]!.courseId }));
  const courses = pairs.map(({ courseId }) => ({ id: courseId, category: 1, enablecompletion: 1 }));
  const completions = pairs.map(({ courseId }) => ({ userid: userId, course: courseId }));
  await insert(scratch, 'course', courses);
  await insert(scratch, 'course_completions', completions);
  await insert(scratch, 'course_completion_aggr_methd', placed.flatMap(methodRows));
  await addCriteria(scratch, placed.flatMap(placedCriteria), userId);
  return pairs;
}

function methodRows({ overall, groups, course }: CourseState & { course: number }): object[] {
  const ofGroups = Object.entries(groups).map(([type, method]) => ({ criteriatype: Number(type), method }));
  const ofCourse = overall === undefined ? [] : [{ criteriatype: null, method: overall }];
  return [...ofCourse, ...ofGroups].map((row) => ({ course, ...row }));
}

function placedCriteria({ criteria, course }: CourseState & { course: number }): PlacedCriterion[] {
  return criteria.map((criterion, index) => ({ ...criterion, id: course * 100 + index, course }));
}

async function addCriteria(
  scratch: ScratchSite,
  criteria: readonly PlacedCriterion[],
  userid: number,
): Promise<void> {
  const activities = criteria.filter(({ type }) => type === ACTIVITY);
  const rows = criteria.map(({ id, course, type }) => ({
    id,
    course,
    criteriatype: type,
    moduleinstance: type === ACTIVITY ? id : null,
  }));
  const records = criteria
    .filter(({ record }) => record !== 'none')
    .map(({ id, course, record }) => ({
      userid,
      course,
      criteriaid: id,
      timecompleted: record === 'met' ? 1 : null,
    }));
  const states = activities.map(({ id, module }) => ({
    coursemoduleid: id,
    userid,
    progress: module,
    completionstate: 0,
    timemodified: 1,
  }));
  await insert(scratch, 'course_completion_criteria', rows);
  await insert(scratch, 'course_completion_crit_compl', records);
  await insert(scratch, 'course_modules_completion', states);
}

async function insert({ rows }: ScratchSite, table: string, values: readonly object[]): Promise<void> {
  const [first] = values;
  if (!first) return;
  const names = Object.keys(first).join(', ');
  await rows(
    `INSERT INTO ttr_${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::ttr_${table}, $1)`,
    [JSON.stringify(values)],
  );
}
