import { SiteEventName, type SiteEvent } from '../site/site-event';

/** What an event is besides what it says: fixed by its class. */
interface EventClass {
  crud: 'c' | 'u' | 'd';
  /** 2 for the learner's participating, 0 for anything else. */
  edulevel: 0 | 2;
  objecttable: 'course_completions' | 'course' | 'user' | null;
}

const classes: Record<SiteEventName, EventClass> = {
  [SiteEventName.CourseCompleted]: { crud: 'u', edulevel: 2, objecttable: 'course_completions' },
  [SiteEventName.CompletionEdited]: { crud: 'u', edulevel: 2, objecttable: 'course_completions' },
  [SiteEventName.CompletionsImported]: { crud: 'u', edulevel: 0, objecttable: null },
  [SiteEventName.RplDeleted]: { crud: 'd', edulevel: 0, objecttable: null },
  [SiteEventName.ProgressArchived]: { crud: 'u', edulevel: 0, objecttable: 'course' },
  [SiteEventName.UserUpdated]: { crud: 'u', edulevel: 0, objecttable: 'user' },
  [SiteEventName.UserDeleted]: { crud: 'd', edulevel: 0, objecttable: 'user' },
  [SiteEventName.CourseUpdated]: { crud: 'u', edulevel: 0, objecttable: 'course' },
  [SiteEventName.CourseDeleted]: { crud: 'd', edulevel: 0, objecttable: 'course' },
};

const ContextLevel = { System: 10, User: 30, Course: 50 } as const;

/** The members of an event as `get_data()` of its class answers them. The event name has a leading backslash. */
export interface EventData {
  eventname: string;
  component: string;
  action: string;
  target: string;
  objecttable: string | null;
  objectid: number | null;
  crud: string;
  edulevel: number;
  contextid: number;
  contextlevel: number;
  contextinstanceid: number;
  /** The actor; 0 or an administrator when the learner did not act. */
  userid: number;
  courseid: number;
  /** The learner. */
  relateduserid: number | null;
  anonymous: 0;
  other: Readonly<Record<string, unknown>> | null;
  timecreated: number;
}

/** The data of an event, as logs and add-ons see it. */
export function eventData(event: SiteEvent): EventData {
  const [component = '', , shortName = ''] = event.name.split('\\');
  const lastWord = shortName.lastIndexOf('_');
  return {
    eventname: `\\${event.name}`,
    component,
    action: shortName.slice(lastWord + 1),
    target: shortName.slice(0, lastWord),
    ...classes[event.name],
    objectid: event.objectId,
    ...contextOf(event),
    userid: event.actorId,
    courseid: event.courseId,
    relateduserid: event.learnerId,
    anonymous: 0,
    other: event.other,
    timecreated: event.time,
  };
}

/** The stand-in keeps no contexts: their ids are made up, but the same for the same place. */
function contextOf({ courseId, learnerId }: SiteEvent) {
  if (courseId > 0) {
    return { contextid: 20_000 + courseId, contextlevel: ContextLevel.Course, contextinstanceid: courseId };
  }
  if (learnerId !== null) {
    return { contextid: 900_000 + learnerId, contextlevel: ContextLevel.User, contextinstanceid: learnerId };
  }
  return { contextid: 1, contextlevel: ContextLevel.System, contextinstanceid: 0 };
}
