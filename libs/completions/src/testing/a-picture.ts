import type { GradeView } from '@oracle-integration/contracts';
import type {
  CompletionObservation,
  CourseSnapshot,
  LearnerCourseObservation,
  UserSnapshot,
} from '../observation';

export const MARIA: UserSnapshot = {
  username: 'mlopez',
  idnumber: 'E100234',
  firstname: 'María',
  lastname: 'López',
  email: 'maria@example.com',
  suspended: false,
  deleted: false,
};

export const FIRE_SAFETY: CourseSnapshot = {
  fullname: 'Fire Safety',
  shortname: 'FIRE-1',
  idnumber: 'OLC-10021',
  category: 'Compliance',
};

/** Noon of a day of January 2026. */
export function day(number: number): Date {
  return new Date(Date.UTC(2026, 0, number, 12));
}

/** A present row: not yet started unless told otherwise. */
export function currentRow(values: Partial<CompletionObservation> = {}): CompletionObservation {
  return {
    source: 'current',
    sourceRowId: 1,
    status: values.completedAt ? 'complete' : 'notyetstarted',
    enrolledAt: day(1),
    startedAt: null,
    completedAt: null,
    rpl: null,
    grade: null,
    ...values,
  };
}

/** An archived row, with as little as Totara's history keeps. */
export function historyRow(completedAt: Date, grade: GradeView | null = null): CompletionObservation {
  return {
    ...currentRow({ completedAt, grade, enrolledAt: null }),
    source: 'history',
    sourceRowId: 900,
  };
}

/** What a site holds of learner 1207 in course 88 unless told otherwise. */
export function aPicture(values: Partial<LearnerCourseObservation> = {}): LearnerCourseObservation {
  return {
    userId: 1207,
    courseId: 88,
    current: null,
    history: [],
    user: MARIA,
    course: FIRE_SAFETY,
    ...values,
  };
}

/** The picture of a learner who completed the course. */
export function aCompletion(
  completedAt: Date,
  values: Partial<LearnerCourseObservation> = {},
): LearnerCourseObservation {
  return aPicture({ current: currentRow({ completedAt }), ...values });
}
