import { WEBHOOK_COMPLETIONS_MAX } from '@oracle-integration/contracts';
import { meaningOf, type EventMeaning } from './completion-events';
import { asObject, idFrom, type JsonObject, objectOrJson } from './json-values';
import type { ReceivedMessage } from './received-message';

/**
 * What must be looked at because of a message: one learner in one course, the records of a person or of a course,
 * the learners and courses of an import, or the completions that the message itself lists.
 */
export type About = 'learner_course' | 'person' | 'course' | 'import' | 'completions';

/** Who and what a message is about; ids are 0 where it is not about one. */
export interface MessageSubject {
  readonly about: About;
  readonly userId: number;
  readonly courseId: number;
  /** The completion row that the message shows. */
  readonly sourceRowId: number;
}

export type SubjectVerdict = MessageSubject | { readonly ignored: string } | { readonly unreadable: string };

const NOBODY = { userId: 0, courseId: 0, sourceRowId: 0 };
const COURSE_CONTEXT = 50;

/** Finds out whom and what a message is about, whichever of its forms it has. */
export function subjectOf({ shape, event, content }: ReceivedMessage): SubjectVerdict {
  if (shape === 'open') return subjectOfOpenShape(event, content);
  const meaning = meaningOf(event);
  if (meaning === undefined) return { ignored: 'This event says nothing about completions.' };
  return SUBJECTS[meaning](content);
}

function subjectOfOpenShape(event: string, content: JsonObject): SubjectVerdict {
  if (!/(^|\\)course_completed$/.test(event))
    return { ignored: 'Of events with completions only course_completed is known.' };
  const completions = content['completions'] as unknown[];
  if (completions.length === 0) return { ignored: 'The list of completions is empty.' };
  if (completions.length > WEBHOOK_COMPLETIONS_MAX)
    return { unreadable: `One message may hold at most ${WEBHOOK_COMPLETIONS_MAX} completions.` };
  const only = completions.length === 1 ? asObject(completions[0]) : undefined;
  const [userId, courseId] = [idFrom(only?.['userId']) ?? 0, idFrom(only?.['courseId']) ?? 0];
  return { about: 'completions', userId, courseId, sourceRowId: 0 };
}

const SUBJECTS: Readonly<Record<EventMeaning, (content: JsonObject) => SubjectVerdict>> = {
  completed: learnerCourse,
  edited: learnerCourse,
  rpl_created: learnerCourse,
  rpl_deleted: learnerCourse,
  archived: (content) => (isCourseRow(content) ? course(content) : learnerCourse(content)),
  in_progress: (content) =>
    isEventData(content)
      ? learnerCourse(content)
      : { ignored: 'Totara puts the row of somebody else into this event.' },
  graded: (content) =>
    isEventData(content)
      ? learnerCourse(content)
      : { ignored: 'The row of a grade does not say which course it is of.' },
  imported: imports,
  person_changed: person,
  person_deleted: person,
  course_changed: course,
  course_deleted: course,
  course_completions_changed: course,
};

/** Whether a message carries the event itself, not a row of the site. */
export function isEventData(content: JsonObject): boolean {
  return 'relateduserid' in content || 'contextid' in content || 'crud' in content || 'eventname' in content;
}

/** Whether a message carries a row of the completion table, where the learner is `userid` and the course `course`. */
export function isCompletionRow(content: JsonObject): boolean {
  return 'course' in content && 'userid' in content && !isEventData(content);
}

function isCourseRow(content: JsonObject): boolean {
  return 'fullname' in content && 'shortname' in content && !isEventData(content);
}

/** In an event `relateduserid` is the learner; `userid` is only who did it, a teacher or the scheduled task. */
function learnerCourse(content: JsonObject): SubjectVerdict {
  const isRow = isCompletionRow(content);
  const userId = idFrom(isRow ? content['userid'] : learnerOfEvent(content));
  const courseId = isRow ? idFrom(content['course']) : courseOfEvent(content);
  if (userId === null) return { unreadable: 'The message does not say which learner it is about.' };
  if (courseId === null) return { unreadable: 'The message does not say which course it is about.' };
  return { about: 'learner_course', userId, courseId, sourceRowId: (isRow && idFrom(content['id'])) || 0 };
}

function learnerOfEvent(content: JsonObject): unknown {
  return content['relateduserid'] ?? objectOrJson(content['other'])?.['relateduserid'];
}

function courseOfEvent(content: JsonObject): number | null {
  const inContext =
    Number(content['contextlevel']) === COURSE_CONTEXT ? content['contextinstanceid'] : undefined;
  return idFrom(content['courseid']) ?? idFrom(inContext);
}

function person(content: JsonObject): SubjectVerdict {
  const id = isEventData(content) ? (content['relateduserid'] ?? content['objectid']) : content['id'];
  const userId = idFrom(id);
  if (userId === null) return { unreadable: 'The message does not say which person it is about.' };
  return { ...NOBODY, about: 'person', userId };
}

function course(content: JsonObject): SubjectVerdict {
  const courseId = isEventData(content)
    ? (courseOfEvent(content) ?? idFrom(content['objectid']))
    : idFrom(content['id']);
  if (courseId === null) return { unreadable: 'The message does not say which course it is about.' };
  return { ...NOBODY, about: 'course', courseId };
}

function imports(content: JsonObject): SubjectVerdict {
  const list = importedList(content);
  if (list === undefined) return { unreadable: 'The message does not say whose completions were imported.' };
  if (Object.keys(list).length === 0) return { ignored: 'Nothing was imported.' };
  return { ...NOBODY, about: 'import' };
}

/** `{ userid: [courseids] }`; PHP writes an empty one as a list. */
export function importedList(content: JsonObject): JsonObject | undefined {
  const list = objectOrJson(content['other'])?.['user_course_completions'];
  return Array.isArray(list) ? listAsObject(list) : objectOrJson(list);
}

/** PHP writes a map whose keys happen to be 0, 1, 2 … as a list. */
function listAsObject(list: readonly unknown[]): JsonObject {
  return Object.fromEntries(list.entries());
}
