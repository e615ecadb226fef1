import type { CatalogueCourse } from './course-catalogue';
import type { Person } from './person';
import type { Random } from './random';
import { DAY, workingTime, workingTimeOn } from './working-time';

/** How a completion came about. */
export type CompletionRoute = 'learner' | 'rpl' | 'import';

/** One run of a person through a course, from enrolment to the archive. Times in epoch seconds. */
export interface Attempt {
  userId: number;
  /** Position of the course in the catalogue. */
  course: number;
  timeenrolled: number;
  /** 0 when the learner never opened it. */
  timestarted: number;
  timecompleted: number | null;
  route: CompletionRoute;
  rpl: string | null;
  /** In percent, for RPL and import. */
  rplgrade: number | null;
  /** In points of the course total; null when no grade was given. */
  grade: number | null;
  /** When it was written by an import, which is later than its dates. */
  importedAt: number | null;
  /** When a certification window moved it into the history; null while it is current. */
  archivedAt: number | null;
}

const recognised = [
  'Holds a NEBOSH certificate',
  'Trained by previous employer',
  'Brevet de secouriste (2023) & équivalence',
  'Licence no. 4471/B seen by HR',
] as const;

export interface AttemptPeriod {
  now: number;
  historyStart: number;
  /** The days on which files of earlier completions were uploaded. */
  importDays: readonly [number, ...number[]];
}

/** Everything a person ever did in one course, oldest first; the last may be current, all others are archived. */
export function attemptsOf(
  random: Random,
  person: Person,
  course: { index: number; details: CatalogueCourse },
  period: AttemptPeriod,
): Attempt[] {
  const attempt = emptyAttempt(person.id, course.index);
  const isUnfinished = random.chance(0.295);
  const current = isUnfinished
    ? unfinished(random, attempt, person, period)
    : completed(random, attempt, course.details, person, period);
  const wasThereBefore =
    course.details.isRecertified && current.route === 'learner' && random.chance(isUnfinished ? 0.17 : 0.2);
  return wasThereBefore ? [...earlier(random, current, course.details, person, period), current] : [current];
}

function completed(
  random: Random,
  attempt: Attempt,
  course: CatalogueCourse,
  person: Person,
  period: AttemptPeriod,
): Attempt {
  const route = random.pick(['rpl', 'import', ...Array<CompletionRoute>(16).fill('learner')]);
  if (route === 'import') return imported(random, attempt, course, period);

  const from = Math.max(person.joinedAt, period.historyStart);
  const until =
    person.isDeleted || person.isSuspended ? Math.max(person.changedAt, from + 2 * DAY) : period.now;
  const timecompleted = workingTime(random, from + DAY, until);
  if (route === 'rpl') return recognise(random, { ...attempt, timecompleted }, from);
  return learnt(random, { ...attempt, timecompleted }, course, from);
}

function learnt(random: Random, attempt: Attempt, course: CatalogueCourse, earliest: number): Attempt {
  const timecompleted = attempt.timecompleted ?? earliest;
  const timeenrolled = Math.min(
    timecompleted - 3600,
    Math.max(earliest, timecompleted - random.integer(2, 60) * DAY),
  );
  const opened = Math.max(timeenrolled, workingTime(random, timeenrolled, timecompleted));
  const timestarted = random.chance(0.85) ? Math.min(opened, timecompleted - 600) : 0;
  return { ...attempt, timeenrolled, timestarted, grade: gradeIn(random, course) };
}

function recognise(random: Random, attempt: Attempt, earliest: number): Attempt {
  const timecompleted = attempt.timecompleted ?? earliest;
  return {
    ...attempt,
    route: 'rpl',
    timeenrolled: Math.max(earliest, timecompleted - random.integer(1, 20) * DAY),
    rpl: random.pick(recognised),
    rplgrade: random.chance(0.4) ? random.integer(60, 100) : null,
  };
}

/** Imports carry dates: the time is a midnight, and enrolment, start and completion are the same. */
function imported(random: Random, attempt: Attempt, course: CatalogueCourse, period: AttemptPeriod): Attempt {
  const importedAt = random.pick(period.importDays);
  const midnight = Math.floor((importedAt - random.integer(10, 900) * DAY) / DAY) * DAY;
  const points = random.integer(6, 10) * ((course.gradeMax ?? 100) / 10);
  return {
    ...attempt,
    route: 'import',
    importedAt,
    timeenrolled: midnight,
    timestarted: midnight,
    timecompleted: midnight,
    rpl: `Completion history import - imported grade = ${points}`,
    rplgrade: (points / (course.gradeMax ?? 100)) * 100,
  };
}

function unfinished(random: Random, attempt: Attempt, person: Person, period: AttemptPeriod): Attempt {
  const until = activeUntil(person, period);
  const timeenrolled = Math.max(person.joinedAt, workingTime(random, until - 250 * DAY, until));
  const timestarted = random.chance(0.4)
    ? Math.max(timeenrolled, workingTime(random, timeenrolled, until))
    : 0;
  return { ...attempt, timeenrolled, timestarted };
}

/** Leavers did nothing after they left. */
function activeUntil(person: Person, { now }: AttemptPeriod): number {
  return person.isDeleted || person.isSuspended ? person.changedAt : now;
}

/** One to three earlier rounds, about a year apart, each archived when the window of the next one opened. */
function earlier(
  random: Random,
  current: Attempt,
  course: CatalogueCourse,
  person: Person,
  period: AttemptPeriod,
): Attempt[] {
  const from = Math.max(person.joinedAt, period.historyStart);
  const attempts: Attempt[] = [];
  let next = current;
  for (let left = random.pick([1, 1, 1, 2, 2, 3]); left > 0; left -= 1) {
    const timecompleted = workingTimeOn(random, next.timeenrolled - random.integer(300, 360) * DAY);
    if (timecompleted < from + 2 * DAY) break;
    const attempt = { ...emptyAttempt(current.userId, current.course), timecompleted };
    next = { ...learnt(random, attempt, course, from), archivedAt: next.timeenrolled - 60 };
    attempts.unshift(next);
  }
  return attempts;
}

function gradeIn(random: Random, course: CatalogueCourse): number | null {
  if (course.gradeMax === null || random.chance(0.25)) return null;
  return (random.integer(120, 200) / 200) * course.gradeMax;
}

function emptyAttempt(userId: number, course: number): Attempt {
  return {
    userId,
    course,
    timeenrolled: 0,
    timestarted: 0,
    timecompleted: null,
    route: 'learner',
    rpl: null,
    rplgrade: null,
    grade: null,
    importedAt: null,
    archivedAt: null,
  };
}
