import type { CurrentCompletion } from './current-completion';
import { SiteEventName, type EventSnapshot, type SiteEvent } from './site-event';
import { snapshotOf, type SiteSession } from './site-session';

const nothing = { learnerId: null, courseId: 0, objectId: null, other: null, snapshot: null } as const;

/**
 * A completion row as an observer sees it: PHP's database drivers answer numbers as text, while what was worked out
 * just now is a number, and the object has a property that is no column.
 */
export function completionSnapshot(completion: CurrentCompletion): EventSnapshot {
  const text = (value: number | null) => (value === null ? null : String(value));
  return {
    id: text(completion.id),
    userid: text(completion.userid),
    course: text(completion.course),
    organisationid: text(completion.organisationid),
    positionid: text(completion.positionid),
    timeenrolled: text(completion.timeenrolled),
    timestarted: text(completion.timestarted),
    timecompleted: text(completion.timecompleted),
    reaggregate: text(completion.reaggregate),
    name: null,
    status: completion.status,
    rpl: completion.rpl,
    rplgrade: text(completion.rplgrade),
    duedate: null,
    renewalstatus: '0',
    invalidatecache: '0',
  };
}

export function raiseCourseCompleted(
  session: SiteSession,
  completions: readonly CurrentCompletion[],
  changedBy: number | 'learner',
): void {
  const time = session.now();
  const events = completions.map((completion): SiteEvent => ({
    name: SiteEventName.CourseCompleted,
    actorId: changedBy === 'learner' ? completion.userid : changedBy,
    learnerId: completion.userid,
    courseId: completion.course,
    objectId: completion.id,
    other: { relateduserid: completion.userid },
    time,
    snapshot: completionSnapshot(completion),
  }));
  // One by one: as arguments, ten thousand would overflow the stack.
  for (const event of events) session.events?.push(event);
}

export function raiseCompletionEdited(session: SiteSession, completion: CurrentCompletion): void {
  raise(session, {
    name: SiteEventName.CompletionEdited,
    actorId: session.adminId,
    learnerId: completion.userid,
    courseId: completion.course,
    objectId: completion.id,
    snapshot: completionSnapshot(completion),
  });
}

/** @param imported the courses of each person in the file */
export function raiseCompletionsImported(
  session: SiteSession,
  imported: Readonly<Record<number, readonly number[]>>,
): void {
  raise(session, {
    name: SiteEventName.CompletionsImported,
    actorId: session.adminId,
    other: { user_course_completions: imported },
  });
}

/** @param activity the course module and its condition, when the RPL was one for an activity */
export function raiseRplDeleted(
  session: SiteSession,
  { courseId, userId }: { courseId: number; userId: number },
  activity?: { moduleId: number; criterionId: number },
): void {
  raise(session, {
    name: SiteEventName.RplDeleted,
    actorId: session.adminId,
    learnerId: userId,
    courseId,
    other: { cmid: activity?.moduleId ?? null, type: activity ? String(activity.criterionId) : 'course' },
  });
}

/** The row that goes with it is the course's: who learnt is in the event alone. */
export async function raiseProgressArchived(
  session: SiteSession,
  courseId: number,
  userIds: readonly number[],
): Promise<void> {
  if (!session.events) return;
  const snapshot = await snapshotOf(session, 'course', courseId);
  for (const learnerId of userIds) {
    raise(session, {
      name: SiteEventName.ProgressArchived,
      actorId: session.adminId,
      learnerId,
      courseId,
      objectId: courseId,
      snapshot,
    });
  }
}

export async function raiseUserUpdated(session: SiteSession, userId: number): Promise<void> {
  if (!session.events) return;
  raise(session, {
    name: SiteEventName.UserUpdated,
    actorId: session.adminId,
    learnerId: userId,
    objectId: userId,
    snapshot: await snapshotOf(session, 'user', userId),
  });
}

/** @param before the person's row as it was: the last chance to learn name, e-mail and staff number */
export function raiseUserDeleted(session: SiteSession, userId: number, before: EventSnapshot | null): void {
  raise(session, {
    name: SiteEventName.UserDeleted,
    actorId: session.adminId,
    learnerId: userId,
    objectId: userId,
    other: {
      username: before?.['username'],
      email: before?.['email'],
      idnumber: before?.['idnumber'],
      picture: before?.['picture'],
      mnethostid: before?.['mnethostid'],
    },
    snapshot: before,
  });
}

export async function raiseCourseUpdated(session: SiteSession, courseId: number): Promise<void> {
  if (!session.events) return;
  const snapshot = await snapshotOf(session, 'course', courseId);
  raise(session, {
    name: SiteEventName.CourseUpdated,
    actorId: session.adminId,
    courseId,
    objectId: courseId,
    other: { shortname: snapshot?.['shortname'], fullname: snapshot?.['fullname'] },
    snapshot,
  });
}

/** @param before the course's row as it was */
export function raiseCourseDeleted(
  session: SiteSession,
  courseId: number,
  before: EventSnapshot | null,
): void {
  raise(session, {
    name: SiteEventName.CourseDeleted,
    actorId: session.adminId,
    courseId,
    objectId: courseId,
    other: {
      shortname: before?.['shortname'],
      fullname: before?.['fullname'],
      idnumber: before?.['idnumber'],
    },
    snapshot: before,
  });
}

function raise(session: SiteSession, event: Pick<SiteEvent, 'name' | 'actorId'> & Partial<SiteEvent>): void {
  session.events?.push({ ...nothing, time: session.now(), ...event });
}
