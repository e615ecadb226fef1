import type { CompletionStatus, GradeView } from '@oracle-integration/contracts';

/** Where the site keeps the row: the present enrolment, or what was archived. */
export type SourceTable = 'current' | 'history';

/** One completion row as the site holds it at this moment. */
export interface CompletionObservation {
  readonly source: SourceTable;
  /** The row's id. Provenance only: Totara deletes and re-creates rows. */
  readonly sourceRowId: number;
  readonly status: Exclude<CompletionStatus, 'revoked'>;
  readonly enrolledAt: Date | null;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  readonly rpl: string | null;
  readonly grade: GradeView | null;
}

/** A person as the site knows them now. */
export interface UserSnapshot {
  readonly username: string | null;
  readonly idnumber: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly email: string | null;
  readonly suspended: boolean;
  readonly deleted: boolean;
}

/** A course as the site knows it now. */
export interface CourseSnapshot {
  readonly fullname: string | null;
  readonly shortname: string | null;
  readonly idnumber: string | null;
  readonly category: string | null;
}

/** One learner in one course: what is observed, and folded, as a whole. */
export interface LearnerCourse {
  readonly userId: number;
  readonly courseId: number;
}

/**
 * Everything the site holds about one learner in one course at one moment.
 *
 * Always the whole picture: only with the present row *and* the archived ones side by side can a vanished row be
 * told apart from one that was archived.
 */
export interface LearnerCourseObservation extends LearnerCourse {
  readonly current: CompletionObservation | null;
  readonly history: readonly CompletionObservation[];
  /** `null` when the person's row is gone. */
  readonly user: UserSnapshot | null;
  /** `null` when the course's row is gone. */
  readonly course: CourseSnapshot | null;
}
