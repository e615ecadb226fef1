import type { CompletionView, DeliveryCause } from '@oracle-integration/contracts';
import type { MappingRules } from './mapping-rules';

/** Clocks differ: a completion so far ahead counts as one of now. */
const CLOCK_ALLOWANCE_MS = 5 * 60_000;

/** Why a completion cannot be sent as it is. */
export interface ParkReason {
  readonly code: Extract<DeliveryCause, `MAPPING.${string}`>;
  readonly detail: string | null;
}

/** How Oracle knows person and course; `null` where nothing is known and nothing is asked for. */
export interface MappedKeys {
  readonly personKey: string | null;
  readonly courseKey: string | null;
}

/** What the lookup tables say, as far as it was asked for. */
export interface Lookups {
  person(key: string): string | undefined;
  course(key: string): string | undefined;
}

/** What Totara says of a person, before any lookup. */
export function personField({ user }: CompletionView, { personField: field }: MappingRules): string | null {
  return filled(field === 'id' ? String(user.id) : user[field]);
}

/** What Totara says of a course, before any lookup. */
export function courseField({ course }: CompletionView, { courseField: field }: MappingRules): string | null {
  return filled(field === 'id' ? String(course.id) : course[field]);
}

/** Decides by which numbers a completion is sent, or why it must wait. Pure. */
export function mapKeys(
  view: CompletionView,
  rules: MappingRules,
  { lookups, now }: { lookups: Lookups; now: Date },
): MappedKeys | ParkReason {
  if (rules.refuseFuture && isInFuture(view.timecompleted, now))
    return { code: 'MAPPING.IN_THE_FUTURE', detail: `completed ${view.timecompleted}` };
  const person = personField(view, rules);
  if (person === null && (rules.keysRequired || rules.personLookup))
    return { code: 'MAPPING.PERSON_NUMBER_MISSING', detail: null };
  const course = courseField(view, rules);
  if (course === null && (rules.keysRequired || rules.courseLookup))
    return { code: 'MAPPING.COURSE_NUMBER_MISSING', detail: view.course.fullname };
  const personKey = rules.personLookup ? lookups.person(person!) : person;
  if (personKey === undefined)
    return { code: 'MAPPING.PERSON_NOT_LINKED', detail: `not in the table: ${person}` };
  const courseKey = rules.courseLookup ? lookups.course(course!) : course;
  if (courseKey === undefined)
    return { code: 'MAPPING.COURSE_NOT_LINKED', detail: `not in the table: ${course}` };
  const tooLong = [personKey, courseKey].find((key) => key !== null && key.length > rules.keyLengthMax);
  if (tooLong !== undefined && tooLong !== null)
    return {
      code: 'MAPPING.TOO_LONG',
      detail: `${tooLong.length} characters, ${rules.keyLengthMax} are allowed`,
    };
  return { personKey, courseKey };
}

function isInFuture(time: string | null, now: Date): boolean {
  return time !== null && Date.parse(time) > now.getTime() + CLOCK_ALLOWANCE_MS;
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
