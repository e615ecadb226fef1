/** Where a completion stands, in the words of Totara, plus `revoked` for one that Totara withdrew. */
export const CompletionStatus = {
  NotYetStarted: 'notyetstarted',
  InProgress: 'inprogress',
  Complete: 'complete',
  CompleteViaRpl: 'completeviarpl',
  Revoked: 'revoked',
} as const;
export type CompletionStatus = (typeof CompletionStatus)[keyof typeof CompletionStatus];

export const COMPLETION_STATUSES: readonly CompletionStatus[] = Object.values(CompletionStatus);

/** A grade as Totara holds it: points out of `max`; `percent` only where the unit is certain. */
export interface GradeView {
  value: number;
  max: number | null;
  percent: number | null;
}

/** The person as they were when the completion was captured (Totara strips the names of deleted people). */
export interface CompletionUserView {
  id: number;
  username: string | null;
  idnumber: string | null;
  firstname: string | null;
  lastname: string | null;
  email: string | null;
  suspended: boolean;
  deleted: boolean;
}

/** The course as it was when the completion was captured. */
export interface CompletionCourseView {
  id: number;
  fullname: string | null;
  shortname: string | null;
  idnumber: string | null;
  category: string | null;
}

/** One completion record as the Pull API and Push carry it. Times are ISO 8601 in UTC. */
export interface CompletionView {
  id: string;
  revision: number;
  userId: number;
  courseId: number;
  status: CompletionStatus;
  progress: number | null;
  timeenrolled: string | null;
  timestarted: string | null;
  timecompleted: string | null;
  grade: GradeView | null;
  /** The reason given for recognition of prior learning, else `null`. */
  rpl: string | null;
  archived: boolean;
  changedAt: string;
  user: CompletionUserView;
  course: CompletionCourseView;
}

export const COMPLETION_PAGE_LIMIT_DEFAULT = 100;
export const COMPLETION_PAGE_LIMIT_MAX = 1000;

/** The query string of `GET /api/v1/completions`. */
export interface ListCompletionsParams {
  since?: string;
  cursor?: string;
  limit?: number;
  courseid?: number[];
  userid?: number[];
  status?: CompletionStatus[];
  /** Whether the present revision is acknowledged by this token's consumer. */
  acknowledged?: boolean;
}

/** One page of the change feed, oldest change first. */
export interface CompletionPageView {
  items: CompletionView[];
  hasMore: boolean;
  /** Always given: poll with it later. */
  nextCursor: string;
  /** Every record committed before this moment has been shown once `hasMore` is false. */
  consistentThrough: string;
}
