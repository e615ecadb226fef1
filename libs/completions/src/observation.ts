import type { CompletionStatus, GradeView } from '@oracle-integration/contracts';

/** Where the site keeps the row: the present enrolment, or what was archived. */
export type SourceTable = 'current' | 'history';

/** Where a completion was seen: a table of the site, a message of the site, or a file that a manager uploaded. */
export type RecordSource = SourceTable | 'event' | 'import';

/** One completion as its source holds it at this moment. */
export interface CompletionObservation {
  readonly source: RecordSource;
  /** The row's id; 0 where the source names none. Provenance only: Totara deletes and re-creates rows. */
  readonly sourceRowId: number;
  /**
   * The site database's own digest of everything shown here, as a decimal number below 2^60: what a whole range of
   * rows is compared by without reading it. `null` where the source is no database.
   */
  readonly fingerprint: string | null;
  readonly status: Exclude<CompletionStatus, 'revoked'>;
  /** 0 to 100; `null` where the course has nothing to measure it by. */
  readonly progress: number | null;
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

/** A number of a person or a course, and where in the site it is kept; `null`: none is filled in. */
export interface SiteNumber {
  readonly source: string;
  readonly number: string | null;
}

/** One learner in one course: what is observed, and folded, as a whole. */
export interface LearnerCourse {
  readonly userId: number;
  readonly courseId: number;
}

/** Why rows of the site are no completions: a workspace or the front page, or the guest account. */
export type Exclusion = 'not_a_course' | 'guest';

/** What is known of one learner in one course at one moment. */
interface Picture extends LearnerCourse {
  readonly current: CompletionObservation | null;
  readonly history: readonly CompletionObservation[];
  /** `null` when the person's row is gone, or the source does not tell. */
  readonly user: UserSnapshot | null;
  /** `null` when the course's row is gone, or the source does not tell. */
  readonly course: CourseSnapshot | null;
}

/**
 * Everything the site holds about one learner in one course at one moment.
 *
 * Only with the present row *and* the archived ones side by side can a vanished row be told apart from one that was
 * archived.
 */
export interface WholePicture extends Picture {
  readonly extent: 'whole';
  readonly exclusion: Exclusion | null;
  /** Where numbers are kept that completions do not show, and they were asked for and can be told. */
  readonly personNumber?: SiteNumber;
  readonly courseNumber?: SiteNumber;
}

/** What a message or a file says. It says nothing about what it does not mention. */
export interface PartialPicture extends Picture {
  readonly extent: 'part';
  /** What the message says became of the present completion; `null` when it says nothing of the kind. */
  readonly presentBecame: 'archived' | 'revoked' | null;
}

export type LearnerCourseObservation = WholePicture | PartialPicture;
