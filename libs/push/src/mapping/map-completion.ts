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

/** Numbers that Totara keeps and no completion shows, by the id of the record. */
export interface Numbers {
  readonly people: ReadonlyMap<string, string>;
  readonly courses: ReadonlyMap<string, string>;
}

/** What Totara says of a person, before any lookup. */
export function personField(
  { id, user }: CompletionView,
  { personField: field }: MappingRules,
  { people }: Numbers,
): string | null {
  if (isPersonBeside(field)) return filled(people.get(id) ?? null);
  return filled(field === 'id' ? String(user.id) : user[field]);
}

/** What Totara says of a course, before any lookup. */
export function courseField(
  { id, course }: CompletionView,
  { courseField: field }: MappingRules,
  { courses }: Numbers,
): string | null {
  if (isCourseBeside(field)) return filled(courses.get(id) ?? null);
  return filled(field === 'id' ? String(course.id) : course[field]);
}

/** Kept beside the completions, which do not show it. */
export function isPersonBeside(field: MappingRules['personField']): field is 'jobassignment' | 'profile' {
  return field === 'jobassignment' || field === 'profile';
}

/** Kept beside the completions, which do not show it. */
export function isCourseBeside(field: MappingRules['courseField']): field is 'custom' {
  return field === 'custom';
}

/** Decides by which numbers a completion is sent, or why it must wait. Pure. */
export function mapKeys(
  view: CompletionView,
  rules: MappingRules,
  { lookups, numbers, now }: { lookups: Lookups; numbers: Numbers; now: Date },
): MappedKeys | ParkReason {
  if (rules.refuseFuture && isInFuture(view.timecompleted, now))
    return { code: 'MAPPING.IN_THE_FUTURE', detail: `completed ${view.timecompleted}` };
  const person = personField(view, rules, numbers);
  // What is kept beside may not have been read yet: to send without it would be to send it wrong.
  const isPersonNeeded = rules.keysRequired || rules.personLookup || isPersonBeside(rules.personField);
  if (person === null && isPersonNeeded)
    return { code: 'MAPPING.PERSON_NUMBER_MISSING', detail: missingPerson(rules) };
  const course = courseField(view, rules, numbers);
  const isCourseNeeded = rules.keysRequired || rules.courseLookup || isCourseBeside(rules.courseField);
  if (course === null && isCourseNeeded)
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

function missingPerson({ personField: field, sources }: MappingRules): string | null {
  if (!isPersonBeside(field)) return null;
  return sources.people === null
    ? 'no profile field is named'
    : `nothing read from Totara for ${sources.people}`;
}

function isInFuture(time: string | null, now: Date): boolean {
  return time !== null && Date.parse(time) > now.getTime() + CLOCK_ALLOWANCE_MS;
}

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
