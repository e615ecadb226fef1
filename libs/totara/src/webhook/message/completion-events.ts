/** What an event means for completions. */
export type EventMeaning =
  /** A learner completed a course; the row tells when. */
  | 'completed'
  /** A completion was changed by hand. */
  | 'edited'
  | 'rpl_created'
  /** Prior learning is no longer recognised: the completion was taken back. */
  | 'rpl_deleted'
  | 'archived'
  | 'in_progress'
  | 'graded'
  /** Many completions came out of a file. */
  | 'imported'
  | 'person_changed'
  | 'person_deleted'
  | 'course_changed'
  | 'course_deleted'
  /** All completions of a course were archived, or its conditions unlocked. */
  | 'course_completions_changed';

/** By the names that Totara and Moodle give their events, without the leading backslash that some senders put. */
const MEANINGS: ReadonlyMap<string, EventMeaning> = new Map([
  ['core\\event\\course_completed', 'completed'],
  ['totara_completioneditor\\event\\course_completion_edited', 'edited'],
  ['report_completion\\event\\rpl_created', 'rpl_created'],
  ['report_completion\\event\\rpl_deleted', 'rpl_deleted'],
  ['totara_core\\event\\user_course_progress_archived', 'archived'],
  ['core\\event\\course_in_progress', 'in_progress'],
  ['core\\event\\user_graded', 'graded'],
  ['totara_completionimport\\event\\bulk_course_completionimport', 'imported'],
  ['core\\event\\user_updated', 'person_changed'],
  ['core\\event\\user_deleted', 'person_deleted'],
  ['core\\event\\course_updated', 'course_changed'],
  ['core\\event\\course_deleted', 'course_deleted'],
  ['totara_core\\event\\course_completion_archived', 'course_completions_changed'],
  ['totara_core\\event\\course_completion_reset', 'course_completions_changed'],
  ['totara_core\\event\\course_completion_unlocked', 'course_completions_changed'],
]);

/** The name of an event as we keep it. */
export function eventName(name: string): string {
  return name.replace(/^\\+/, '');
}

/** `undefined` for an event that says nothing about completions. */
export function meaningOf(event: string): EventMeaning | undefined {
  return MEANINGS.get(event);
}
