import type {
  CompletionObservation,
  CourseSnapshot,
  PartialPicture,
  UserSnapshot,
} from '@oracle-integration/completions';
import type { ToldCompletion } from '../row/row-reader';

/** What a row of a file shows of one learner in one course. */
export interface ImportedPicture {
  readonly userId: number;
  readonly courseId: number;
  readonly user: UserSnapshot;
  readonly course: CourseSnapshot;
  readonly completion: ToldCompletion;
}

/** Pictures of a file as the ledger takes them: one a learner and course, with all their completions. */
export function partialPictures(shown: readonly ImportedPicture[]): PartialPicture[] {
  const pairs = new Map<string, ImportedPicture[]>();
  for (const picture of shown) {
    const key = `${picture.userId}:${picture.courseId}`;
    const pair = pairs.get(key);
    if (pair) pair.push(picture);
    else pairs.set(key, [picture]);
  }
  return [...pairs.values()].map((pair) => ({
    ...partialPicture(pair.at(-1)!),
    history: pair.map(({ completion }) => observationOf(completion)),
  }));
}

/** One row alone. */
export function partialPicture({
  userId,
  courseId,
  user,
  course,
  completion,
}: ImportedPicture): PartialPicture {
  return {
    extent: 'part',
    presentBecame: null,
    userId,
    courseId,
    user,
    course,
    current: null,
    history: [observationOf(completion)],
  };
}

function observationOf(completion: ToldCompletion): CompletionObservation {
  const { status, enrolledAt, startedAt, completed, rpl, grade } = completion;
  return {
    source: 'import',
    sourceRowId: 0,
    fingerprint: null,
    status,
    progress: 100,
    enrolledAt,
    startedAt,
    completedAt: completed.at,
    rpl,
    grade,
  };
}
