import type { RowValues } from '../schema/bulk-rows';
import type { TotaraTableName } from '../schema/totara-tables';
import { moduleOfCourse } from '../site/courses';
import { attemptsOf, type Attempt, type AttemptPeriod } from './attempt';
import { completionRow, historyRow, logRows, type Workplace } from './attempt-rows';
import { COURSES } from './course-catalogue';
import { createJobLadder, type JobRow } from './job-ladder';
import { createPersonFactory, type Person } from './person';
import type { Random } from './random';
import { FIRST_COURSE_ID, gradeItemIds } from './course-rows';
import { PROFILE_FIELDS } from './workplace';

/** The rows of some people, table by table in the order of writing. */
export interface PeopleBatch {
  rows: [TotaraTableName, RowValues[]][];
  log: RowValues[];
  counts: { completed: number; completedViaRpl: number; unfinished: number; archived: number };
}

const nowhere: Workplace = { organisationid: 0, positionid: 0 };

/** Makes batch after batch; ids go on from one to the next. */
export function createPeopleBatches(
  random: Random,
  { people, period }: { people: number; period: AttemptPeriod },
) {
  const makePerson = createPersonFactory(random, period);
  const jobsOf = createJobLadder(random, people);
  const criteria = criteriaOfCourses();
  let lastCompletionId = 0;
  let lastHistoryId = 0;

  return (first: number, end: number): PeopleBatch => {
    const persons: Person[] = [];
    const jobs: JobRow[] = [];
    const attempts: Attempt[] = [];
    for (let index = first; index < end; index += 1) {
      const person = makePerson(index);
      persons.push(person);
      jobs.push(...jobsOf(person, index));
      attempts.push(...attemptsOfPerson(random, person, period));
    }
    // Ids follow time, as far as a batch goes: real tables are filled by enrolment, not person by person.
    attempts.sort((a, b) => a.timeenrolled - b.timeenrolled);
    const workplaces = workplacesOf(jobs);
    const current = attempts.filter(({ archivedAt }) => archivedAt === null);
    const archived = attempts.filter(({ archivedAt }) => archivedAt !== null);
    const historyIds = new Map(archived.map((attempt) => [attempt, (lastHistoryId += 1)]));
    const completed = current.filter(({ timecompleted }) => timecompleted !== null);
    const learnt = completed.filter(({ route }) => route === 'learner');

    return {
      rows: [
        ['user', persons.map(userRow)],
        ['user_info_data', persons.flatMap((person) => profileRows(random, person))],
        ['job_assignment', jobs],
        [
          'course_completions',
          current.map((attempt) =>
            completionRow(attempt, (lastCompletionId += 1), workplaces.get(attempt.userId) ?? nowhere),
          ),
        ],
        [
          'course_completion_history',
          archived.map((attempt) => historyRow(attempt, historyIds.get(attempt) ?? 0, isGraded(attempt))),
        ],
        ['course_completion_crit_compl', learnt.flatMap((attempt) => metRows(attempt, criteria))],
        ['course_modules_completion', current.flatMap((attempt) => moduleRows(random, attempt))],
        ['grade_grades', learnt.flatMap(gradeRows)],
      ],
      log: attempts.flatMap((attempt) =>
        logRows(attempt, historyIds.get(attempt) ?? null, isGraded(attempt)),
      ),
      counts: {
        completed: completed.length,
        completedViaRpl: completed.length - learnt.length,
        unfinished: current.length - completed.length,
        archived: archived.length,
      },
    };
  };
}

function attemptsOfPerson(random: Random, person: Person, period: AttemptPeriod): Attempt[] {
  return COURSES.flatMap((details, index) =>
    random.chance(details.reach) ? attemptsOf(random, person, { index, details }, period) : [],
  );
}

function userRow(person: Person): RowValues {
  return {
    id: person.id,
    confirmed: 1,
    mnethostid: 1,
    deleted: person.isDeleted ? 1 : 0,
    suspended: person.isSuspended ? 1 : 0,
    username: person.username,
    idnumber: person.idnumber,
    firstname: person.firstname,
    lastname: person.lastname,
    email: person.email,
    city: person.city,
    country: person.country,
    timezone: person.timezone,
    timecreated: person.joinedAt,
    timemodified: person.changedAt,
    tenantid: person.isTenantMember ? 1 : null,
  };
}

/** Date fields hold epoch seconds as text; a missing row stands for the field's default. */
function profileRows(random: Random, person: Person): RowValues[] {
  if (person.isDeleted) return [];
  const { personNumber, hireDate, contract } = PROFILE_FIELDS;
  const rows: RowValues[] = [{ userid: person.id, fieldid: hireDate.id, data: String(person.joinedAt) }];
  if (random.chance(0.9)) {
    rows.push({ userid: person.id, fieldid: personNumber.id, data: String(300_100_000_000 + person.id) });
  }
  if (random.chance(0.15)) rows.push({ userid: person.id, fieldid: contract.id, data: 'Fixed term' });
  return rows;
}

function workplacesOf(jobs: readonly JobRow[]): Map<number, Workplace> {
  return new Map(
    jobs
      .filter(({ sortorder }) => sortorder === 1)
      .map(({ userid, organisationid, positionid }) => [
        userid,
        { organisationid: organisationid ?? 0, positionid },
      ]),
  );
}

/** The criteria rows of each course, numbered as they are inserted with the courses. */
function criteriaOfCourses(): number[][] {
  let last = 0;
  return COURSES.map(({ completedBy }) =>
    completedBy === 'self' ? [(last += 1)] : [(last += 1), (last += 1)],
  );
}

function metRows({ userId, course, timecompleted }: Attempt, criteria: readonly number[][]): RowValues[] {
  return (criteria[course] ?? []).map((criteriaid) => ({
    userid: userId,
    course: FIRST_COURSE_ID + course,
    criteriaid,
    timecompleted,
  }));
}

/** Who completed has both activities; who is on the way has a part of the first. */
function moduleRows(random: Random, attempt: Attempt): RowValues[] {
  if (COURSES[attempt.course]?.completedBy !== 'activity' || attempt.route !== 'learner') return [];
  const { userId, timestarted, timecompleted } = attempt;
  const module = (ordinal: number, progress: number, time: number) => ({
    coursemoduleid: moduleOfCourse(FIRST_COURSE_ID + attempt.course, ordinal),
    userid: userId,
    completionstate: progress === 100 ? 1 : 0,
    progress,
    viewed: 1,
    timemodified: time,
    timecompleted: progress === 100 ? time : null,
  });
  if (timecompleted !== null) return [module(0, 100, timecompleted), module(1, 100, timecompleted)];
  return timestarted > 0 ? [module(0, random.pick([20, 45, 60, 80, 100]), timestarted)] : [];
}

function gradeRows({ course, userId, grade, timecompleted }: Attempt): RowValues[] {
  const itemid = gradeItemIds[course];
  if (itemid === undefined || grade === null) return [];
  const rawgrademax = COURSES[course]?.gradeMax ?? 100;
  return [
    {
      itemid,
      userid: userId,
      rawgrademax,
      finalgrade: grade,
      timecreated: timecompleted,
      timemodified: timecompleted,
    },
  ];
}

function isGraded({ course }: Attempt): boolean {
  return gradeItemIds[course] !== undefined;
}
