import type { GradeView } from '@oracle-integration/contracts';
import type {
  CompletionObservation,
  CourseSnapshot,
  Exclusion,
  UserSnapshot,
  WholePicture,
} from '@oracle-integration/completions';

/** Drivers give 64-bit integers and decimals as text. */
type Numeric = string | number | null;

/** A person as a row shows them. */
export interface PersonRow {
  user_row: Numeric;
  username: string | null;
  user_idnumber: string | null;
  firstname: string | null;
  lastname: string | null;
  email: string | null;
  suspended: Numeric;
  deleted: Numeric;
}

/** A course with its category as a row shows them. */
export interface CourseRow {
  course_row: Numeric;
  fullname: string | null;
  shortname: string | null;
  course_idnumber: string | null;
  /** `site` is the front page. */
  format: string | null;
  containertype: string | null;
  category_name: string | null;
}

/** What the rows of both tables show. */
interface ShownRow extends PersonRow, CourseRow {
  user_id: Numeric;
  course_id: Numeric;
  id: Numeric;
  timecompleted: Numeric;
  grademin: Numeric;
  grademax: Numeric;
  fingerprint: Numeric;
}

/** One learner in one course: the present completion row, the person, the course and the course grade. */
export interface CurrentRow extends ShownRow {
  timeenrolled: Numeric;
  timestarted: Numeric;
  status: Numeric;
  rpl: string | null;
  rplgrade: Numeric;
  finalgrade: Numeric;
  /** Of an unfinished row; `null` where nothing measures it. */
  progress: Numeric;
}

export interface HistoryRow extends ShownRow {
  grade: Numeric;
}

/** Totara's `completion_completion` status of prior learning; 50 is complete, 25 in progress, 10 not yet started. */
const STATUS_COMPLETE_VIA_RPL = 75;

/** The course format of the front page, the only mark of it that Moodle and Totara 12 have. */
const FRONT_PAGE = 'site';

/** The account of visitors who have none. */
const GUEST = 'guest';

/** In percent. */
const COMPLETE = 100;

/** Later than this (the year 5138) is no time of Totara's but milliseconds, or smaller still, that slipped in. */
const LARGEST_EPOCH_SECONDS = 100_000_000_000;

/** Epoch seconds in UTC; 0 and -1 mean "never" in one version or another. Always a date that a calendar can hold. */
export function timeFrom(value: Numeric): Date | null {
  let seconds = Number(value ?? 0);
  if (!Number.isFinite(seconds) || seconds <= 0) return null;
  while (seconds > LARGEST_EPOCH_SECONDS) seconds = Math.trunc(seconds / 1000);
  return new Date(seconds * 1000);
}

function numberFrom(value: Numeric): number | null {
  return value === null ? null : Number(value);
}

/** Empty text means "not given" in Totara's NOT NULL columns. */
function textFrom(value: string | null): string | null {
  return value === null || value === '' ? null : value;
}

/**
 * The status follows the times, as Totara itself recomputes it at every save; the stored column only tells prior
 * learning apart, because legacy rows hold 0 and Moodle has no such column.
 */
function statusFrom(row: CurrentRow): CompletionObservation['status'] {
  if (timeFrom(row.timecompleted)) {
    const isPriorLearning = Number(row.status ?? 0) === STATUS_COMPLETE_VIA_RPL || textFrom(row.rpl) !== null;
    return isPriorLearning ? 'completeviarpl' : 'complete';
  }
  return timeFrom(row.timestarted) ? 'inprogress' : 'notyetstarted';
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Points out of the maximum, with the percentage between minimum and maximum. */
function pointsGrade(points: number, grademin: Numeric, grademax: Numeric): GradeView {
  const max = numberFrom(grademax);
  const min = numberFrom(grademin) ?? 0;
  const percent = max === null || max === min ? null : rounded(((points - min) / (max - min)) * 100);
  return { value: points, max, percent };
}

function currentGrade(row: CurrentRow): GradeView | null {
  const percent = numberFrom(row.rplgrade);
  if (percent !== null) return { value: percent, max: 100, percent: rounded(percent) };
  const points = numberFrom(row.finalgrade);
  return points === null ? null : pointsGrade(points, row.grademin, row.grademax);
}

/**
 * History mixes units: points for an ordinary completion, percent for prior learning. Only a course out of 100 makes
 * them the same, so only there the percentage is certain. Without a course grade Totara stores 0.
 */
function historyGrade(row: HistoryRow): GradeView | null {
  const value = numberFrom(row.grade);
  const max = numberFrom(row.grademax);
  if (value === null || (max === null && value === 0)) return null;
  const isCertain = max === 100 && (numberFrom(row.grademin) ?? 0) === 0;
  return { value, max: isCertain ? 100 : null, percent: isCertain ? rounded(value) : null };
}

function currentObservation(row: CurrentRow): CompletionObservation | null {
  if (row.id === null) return null;
  return {
    source: 'current',
    sourceRowId: Number(row.id),
    fingerprint: String(row.fingerprint),
    status: statusFrom(row),
    progress: timeFrom(row.timecompleted) ? COMPLETE : numberFrom(row.progress),
    enrolledAt: timeFrom(row.timeenrolled),
    startedAt: timeFrom(row.timestarted),
    completedAt: timeFrom(row.timecompleted),
    rpl: textFrom(row.rpl),
    grade: currentGrade(row),
  };
}

function historyObservation(row: HistoryRow): CompletionObservation {
  return {
    source: 'history',
    sourceRowId: Number(row.id),
    fingerprint: String(row.fingerprint),
    status: 'complete',
    progress: COMPLETE,
    enrolledAt: null,
    startedAt: null,
    completedAt: timeFrom(row.timecompleted),
    rpl: null,
    grade: historyGrade(row),
  };
}

export function userSnapshot(row: PersonRow): UserSnapshot {
  return {
    username: textFrom(row.username),
    idnumber: textFrom(row.user_idnumber),
    firstname: textFrom(row.firstname),
    lastname: textFrom(row.lastname),
    email: textFrom(row.email),
    suspended: Number(row.suspended) === 1,
    deleted: Number(row.deleted) === 1,
  };
}

export function courseSnapshot(row: CourseRow): CourseSnapshot {
  return {
    fullname: textFrom(row.fullname),
    shortname: textFrom(row.shortname),
    idnumber: textFrom(row.course_idnumber),
    category: textFrom(row.category_name),
  };
}

/**
 * Workspaces, performance activities and the front page live in the course table too. Courses in no
 * category are courses all the same.
 */
function isCourse(row: CurrentRow): boolean {
  if (row.course_row === null) return true;
  if (row.format === FRONT_PAGE) return false;
  return row.containertype === null || row.containertype === 'container_course';
}

function exclusionOf(row: CurrentRow): Exclusion | null {
  if (!isCourse(row)) return 'not_a_course';
  return row.username === GUEST ? 'guest' : null;
}

/** The whole picture of each learner and course, from the rows of both queries. */
export function picturesFrom(current: readonly CurrentRow[], history: readonly HistoryRow[]): WholePicture[] {
  const archived = new Map<string, CompletionObservation[]>();
  for (const row of history) {
    const rows = archived.get(keyOf(row));
    if (rows) rows.push(historyObservation(row));
    else archived.set(keyOf(row), [historyObservation(row)]);
  }
  return current.map((row) => ({
    extent: 'whole',
    exclusion: exclusionOf(row),
    userId: Number(row.user_id),
    courseId: Number(row.course_id),
    current: currentObservation(row),
    history: archived.get(keyOf(row)) ?? [],
    user: row.user_row === null ? null : userSnapshot(row),
    course: row.course_row === null ? null : courseSnapshot(row),
  }));
}

function keyOf({ user_id, course_id }: ShownRow): string {
  return `${user_id}:${course_id}`;
}
