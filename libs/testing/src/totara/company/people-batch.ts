import type { RowValues } from '../schema/bulk-rows';
import { attemptsOf, type Attempt, type AttemptPeriod } from './attempt';
import type { Workplace } from './attempt-rows';
import { COURSES } from './course-catalogue';
import { createJobLadder, type JobRow } from './job-ladder';
import { learningBatch, type LearningBatch } from './learning-batch';
import { createPersonFactory, type Person } from './person';
import type { Random } from './random';
import { PROFILE_FIELDS } from './workplace';

export interface PeopleOptions {
  people: number;
  period: AttemptPeriod;
  /** Whether some archived completions have no time. */
  mayLackTime: boolean;
}

/** Makes the rows of batch after batch of people; ids go on from one to the next. */
export function createPeopleBatches(random: Random, { people, period, mayLackTime }: PeopleOptions) {
  const makePerson = createPersonFactory(random, period);
  const jobsOf = createJobLadder(random, people);
  const last = { completion: 0, history: 0, module: 0 };

  return (first: number, end: number): LearningBatch => {
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
    const learning = learningBatch({ random, last, mayLackTime }, attempts, workplacesOf(jobs));
    return {
      ...learning,
      rows: [
        ['user', persons.map(userRow)],
        ['user_info_data', persons.flatMap((person) => profileRows(random, person))],
        ['job_assignment', jobs],
        ...learning.rows,
      ],
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
