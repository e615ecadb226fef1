import type {
  CourseSnapshot,
  LearnerCourse,
  PartialPicture,
  UserSnapshot,
} from '@oracle-integration/completions';
import { courseSnapshot, userSnapshot } from '../../reader/totara-rows';
import { meaningOf } from '../message/completion-events';
import { type JsonObject, numberFrom, objectOrJson, textFrom } from '../message/json-values';
import { isCompletionRow, isEventData, type MessageSubject } from '../message/message-subject';
import type { ReceivedMessage } from '../message/received-message';
import { observationOfRow } from './completion-row';

/** What a message told the ledger: its row, what became of the present completion, or a person's or course's name. */
export type Told = 'row' | 'archived' | 'revoked' | 'described';

/** What is known anew of a person or a course; the category's name is never in a message. */
export interface Description {
  readonly user: UserSnapshot | null;
  readonly course: Omit<CourseSnapshot, 'category'> | null;
}

/**
 * What a message says by itself, where no database can be asked.
 *
 * `parked`: only the database knows. `nothing`: nothing that the ledger must learn from it.
 */
export type Telling =
  | { readonly picture: PartialPicture; readonly told: Told }
  | { readonly describes: Description }
  | { readonly parked: string }
  | { readonly nothing: string };

const NEEDS_DATABASE = 'It needs the Totara database or a CSV import';

export function tellingOf(message: ReceivedMessage, subject: MessageSubject): Telling {
  const { content } = message;
  switch (meaningOf(message.event)) {
    case 'completed':
    case 'edited':
      if (isCompletionRow(content)) return rowTelling(content, subject);
      return parked('the message says who completed which course, but not when');
    case 'rpl_created':
      if (isCompletionRow(content)) return rowTelling(content, subject);
      return { nothing: 'The event course_completed tells the same, with its time.' };
    case 'rpl_deleted':
      return rplDeleted(content, subject);
    case 'archived':
      if (subject.about === 'course') return parked('the message does not say whose completion was archived');
      return { picture: { ...emptyPicture(subject), presentBecame: 'archived' }, told: 'archived' };
    case 'person_changed':
      if (isEventData(content)) return parked('the message does not say what the person is called now');
      return { describes: { user: personOf(content), course: null } };
    case 'person_deleted':
      return { describes: { user: { ...personOf(content), deleted: true }, course: null } };
    case 'course_changed':
      if (isEventData(content)) return parked('the message does not say what the course is called now');
      return { describes: { user: null, course: courseOf(content) } };
    case 'course_deleted':
      return { nothing: 'The course is gone; what was completed in it stays.' };
    case 'course_completions_changed':
      return parked('the message does not say whose completions it is about');
    case 'in_progress':
    case 'graded':
    case 'imported':
    case undefined:
      return parked('the message tells no completion');
  }
}

/** A picture that shows nothing yet. */
export function emptyPicture({ userId, courseId }: LearnerCourse): PartialPicture {
  return {
    extent: 'part',
    userId,
    courseId,
    current: null,
    history: [],
    user: null,
    course: null,
    presentBecame: null,
  };
}

function parked(why: string): Telling {
  return { parked: `${NEEDS_DATABASE}: ${why}.` };
}

function rowTelling(row: JsonObject, subject: LearnerCourse): Telling {
  return { picture: { ...emptyPicture(subject), current: observationOfRow(row) }, told: 'row' };
}

/** The event also tells of one activity's prior learning, which is no completion of the course. */
function rplDeleted(content: JsonObject, subject: LearnerCourse): Telling {
  if (!isCompletionRow(content)) {
    if (numberFrom(objectOrJson(content['other'])?.['cmid']) !== null)
      return { nothing: 'Prior learning of one activity is no completion of the course.' };
    return { picture: { ...emptyPicture(subject), presentBecame: 'revoked' }, told: 'revoked' };
  }
  const row = observationOfRow(content);
  // Completed by the course's own conditions at once.
  if (row.status === 'complete') return rowTelling(content, subject);
  // A row that still shows the prior learning is what it was before.
  const current = row.completedAt === null ? row : null;
  return { picture: { ...emptyPicture(subject), current, presentBecame: 'revoked' }, told: 'revoked' };
}

function personOf(content: JsonObject): UserSnapshot {
  const row = isEventData(content) ? (objectOrJson(content['other']) ?? {}) : content;
  return userSnapshot({
    user_row: null,
    username: textFrom(row['username']),
    user_idnumber: textFrom(row['idnumber']),
    firstname: textFrom(row['firstname']),
    lastname: textFrom(row['lastname']),
    email: textFrom(row['email']),
    suspended: numberFrom(row['suspended']),
    deleted: numberFrom(row['deleted']),
  });
}

function courseOf(row: JsonObject): Description['course'] {
  const { fullname, shortname, idnumber } = courseSnapshot({
    course_row: null,
    fullname: textFrom(row['fullname']),
    shortname: textFrom(row['shortname']),
    course_idnumber: textFrom(row['idnumber']),
    format: null,
    containertype: null,
    category_name: null,
  });
  return { fullname, shortname, idnumber };
}
