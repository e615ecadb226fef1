/** The events of a site that tell of completions, people and courses, by the class names Totara gives them. */
export const SiteEventName = {
  CourseCompleted: 'core\\event\\course_completed',
  CompletionEdited: 'totara_completioneditor\\event\\course_completion_edited',
  CompletionsImported: 'totara_completionimport\\event\\bulk_course_completionimport',
  RplDeleted: 'report_completion\\event\\rpl_deleted',
  ProgressArchived: 'totara_core\\event\\user_course_progress_archived',
  UserUpdated: 'core\\event\\user_updated',
  UserDeleted: 'core\\event\\user_deleted',
  CourseUpdated: 'core\\event\\course_updated',
  CourseDeleted: 'core\\event\\course_deleted',
} as const;
export type SiteEventName = (typeof SiteEventName)[keyof typeof SiteEventName];

/** A row as an observer of the event sees it. */
export type EventSnapshot = Readonly<Record<string, string | number | null>>;

/** Something Totara fires an event for. Much that changes completions fires none. */
export interface SiteEvent {
  readonly name: SiteEventName;
  /** Who did it, 0 for the scheduled tasks. Not the learner: mixing the two up is the classic mistake. */
  readonly actorId: number;
  /** Whom it is about; null for an event about a course or many people. */
  readonly learnerId: number | null;
  /** 0 for an event of the whole site. */
  readonly courseId: number;
  /** The row it is about: a completion, a person or a course. */
  readonly objectId: number | null;
  readonly other: Readonly<Record<string, unknown>> | null;
  /** When it happened, in epoch seconds; not when the course was completed. */
  readonly time: number;
  /** The row named by `objectId`, as it was for the observers. */
  readonly snapshot: EventSnapshot | null;
}
