import type {
  CompletionObservation,
  CourseSnapshot,
  PartialPicture,
  UserSnapshot,
} from '@oracle-integration/completions';
import { CompletionStatus, COMPLETION_STATUSES, type GradeView } from '@oracle-integration/contracts';
import { asObject, idFrom, type JsonObject, momentFrom, numberFrom, textFrom } from '../message/json-values';
import { emptyPicture } from './telling';

/** What a list of completions in the open shape holds, and what of it cannot be understood. */
export interface OpenCompletions {
  readonly pictures: PartialPicture[];
  /** One sentence a completion, with its place in the list. */
  readonly problems: string[];
}

/** A completion in a list breaks a rule; the others of the list are taken. */
class CompletionUnreadableError extends Error {}

/** Reads the completions of a message, earliest first where several are of the same learner and course. */
export function openCompletions(completions: readonly unknown[]): OpenCompletions {
  const pictures: PartialPicture[] = [];
  const problems: string[] = [];
  for (const [index, value] of completions.entries()) {
    try {
      pictures.push(pictureOf(asObject(value) ?? {}));
    } catch (error) {
      if (!(error instanceof CompletionUnreadableError)) throw error;
      problems.push(`completions[${index}].${error.message}`);
    }
  }
  return { pictures: pictures.sort((left, right) => timeOf(left) - timeOf(right)), problems };
}

/** What is not completed (yet, or any more) comes after what is. */
function timeOf({ current }: PartialPicture): number {
  return current?.completedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function pictureOf(completion: JsonObject): PartialPicture {
  const pair = { userId: needId(completion, 'userId'), courseId: needId(completion, 'courseId') };
  const isRevoked = completion['status'] === CompletionStatus.Revoked;
  return {
    ...emptyPicture(pair),
    current: isRevoked ? null : observationOf(completion),
    presentBecame: isRevoked ? 'revoked' : null,
    user: userOf(asObject(completion['user'])),
    course: courseOf(asObject(completion['course'])),
  };
}

function observationOf(completion: JsonObject): CompletionObservation {
  const startedAt = momentOf(completion, 'timestarted');
  const completedAt = momentOf(completion, 'timecompleted');
  const rpl = textFrom(completion['rpl']);
  const derived = completedAt
    ? rpl === null
      ? 'complete'
      : 'completeviarpl'
    : startedAt
      ? 'inprogress'
      : 'notyetstarted';
  return {
    source: 'event',
    sourceRowId: 0,
    fingerprint: null,
    status: statusOf(completion, completedAt) ?? derived,
    progress: null,
    enrolledAt: momentOf(completion, 'timeenrolled'),
    startedAt,
    completedAt,
    rpl,
    grade: gradeOf(completion),
  };
}

function statusOf(
  completion: JsonObject,
  completedAt: Date | null,
): CompletionObservation['status'] | undefined {
  const given = completion['status'];
  if (given === undefined || given === null) return undefined;
  const status = COMPLETION_STATUSES.find((known) => known === given);
  if (status === undefined || status === 'revoked')
    throw new CompletionUnreadableError(`status must be one of ${COMPLETION_STATUSES.join(', ')}.`);
  const isCompleted = status === 'complete' || status === 'completeviarpl';
  if (isCompleted && !completedAt)
    throw new CompletionUnreadableError(`timecompleted is missing, and the status is ${status}.`);
  if (!isCompleted && completedAt)
    throw new CompletionUnreadableError(`timecompleted is given, and the status is ${status}.`);
  return status;
}

function gradeOf(completion: JsonObject): GradeView | null {
  const given = completion['grade'];
  if (given === undefined || given === null) return null;
  const parts = asObject(given) ?? { value: given };
  const value = numberFrom(parts['value']);
  if (value === null)
    throw new CompletionUnreadableError('grade must be a number, or an object with a value.');
  return { value, max: numberFrom(parts['max']), percent: numberFrom(parts['percent']) };
}

function userOf(user: JsonObject | undefined): UserSnapshot | null {
  return (
    (user && {
      username: textFrom(user['username']),
      idnumber: textFrom(user['idnumber']),
      firstname: textFrom(user['firstname']),
      lastname: textFrom(user['lastname']),
      email: textFrom(user['email']),
      suspended: user['suspended'] === true,
      deleted: user['deleted'] === true,
    }) ??
    null
  );
}

function courseOf(course: JsonObject | undefined): CourseSnapshot | null {
  return (
    (course && {
      fullname: textFrom(course['fullname']),
      shortname: textFrom(course['shortname']),
      idnumber: textFrom(course['idnumber']),
      category: textFrom(course['category']),
    }) ??
    null
  );
}

function needId(completion: JsonObject, name: string): number {
  const id = idFrom(completion[name]);
  if (id === null) throw new CompletionUnreadableError(`${name} must be a positive whole number.`);
  return id;
}

function momentOf(completion: JsonObject, name: string): Date | null {
  const given = completion[name];
  if (given === undefined || given === null) return null;
  const moment = momentFrom(given);
  if (moment === null)
    throw new CompletionUnreadableError(
      `${name} must be ISO 8601 with its zone (2026-02-01T14:03:11Z) or seconds since 1970.`,
    );
  return moment;
}
