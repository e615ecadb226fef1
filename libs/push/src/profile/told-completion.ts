import { isLosslessNumber, parse } from 'lossless-json';

/** Points as Totara holds them. */
export interface ToldGrade {
  readonly value: number;
  readonly max: number | null;
  readonly percent: number | null;
}

/** What a profile that speaks another language than our JSON reads off an item. */
export interface ToldCompletion {
  readonly status: string;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly grade: ToldGrade | null;
  /** Numbers of Totara as their digits: they may be beyond what a JavaScript number holds. */
  readonly courseId: string | null;
  readonly courseName: string | null;
  readonly courseShortname: string | null;
  readonly courseIdnumber: string | null;
  readonly personIdnumber: string | null;
  readonly email: string | null;
}

/** Reads the JSON of an item. What is missing, or of another kind than Pull shows, counts as not told. */
export function toldCompletion(json: string): ToldCompletion {
  const item = membersOf(parse(json));
  const [user, course] = [membersOf(item.user), membersOf(item.course)];
  return {
    status: textOf(item.status) ?? '',
    startedAt: momentOf(item.timestarted),
    completedAt: momentOf(item.timecompleted),
    grade: gradeOf(item.grade),
    courseId: digitsOf(item.courseId),
    courseName: textOf(course.fullname),
    courseShortname: textOf(course.shortname),
    courseIdnumber: textOf(course.idnumber),
    personIdnumber: textOf(user.idnumber),
    email: textOf(user.email),
  };
}

/** Whether it is a completion: other statuses have no place where only completions are recorded. */
export function isCompleted({ status }: ToldCompletion): boolean {
  return status === 'complete' || status === 'completeviarpl';
}

/** The time from the start to the end, `null` where it is not known or makes no sense. */
export function secondsSpent({ startedAt, completedAt }: ToldCompletion): number | null {
  if (!startedAt || !completedAt || startedAt > completedAt) return null;
  return Math.round((completedAt.getTime() - startedAt.getTime()) / 1000);
}

function gradeOf(value: unknown): ToldGrade | null {
  const grade = membersOf(value);
  const points = numberOf(grade.value);
  if (points === null) return null;
  return { value: points, max: numberOf(grade.max), percent: numberOf(grade.percent) };
}

function membersOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !isLosslessNumber(value) ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function numberOf(value: unknown): number | null {
  const number = isLosslessNumber(value) ? Number(value.value) : NaN;
  return Number.isFinite(number) ? number : null;
}

function digitsOf(value: unknown): string | null {
  return isLosslessNumber(value) ? value.value : textOf(value);
}

function momentOf(value: unknown): Date | null {
  const moment = new Date(textOf(value) ?? NaN);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
