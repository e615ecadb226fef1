import {
  IMPORT_COURSE_KEYS,
  IMPORT_FIELDS,
  IMPORT_USER_KEYS,
  type ImportColumnView,
  type ImportField,
  type ImportMapping,
  type ImportMappingRequest,
} from '@oracle-integration/contracts';
import { strings } from '../../lib/strings';

/** The mapping as a manager edits it: what each column of the file holds, and how it is read. */
export interface MappingDraft extends Omit<ImportMapping, 'columns'> {
  /** What each column holds, by its name; a column that is not used is left out. */
  holds: Readonly<Partial<Record<string, ImportField>>>;
}

/** The draft that shows a mapping. */
export function toDraft(mapping: ImportMapping): MappingDraft {
  const { columns, ...rest } = mapping;
  const holds = Object.fromEntries(Object.entries(columns).map(([field, name]) => [name, field]));
  return { ...rest, holds: holds as MappingDraft['holds'] };
}

/** A column holds something else from now on. What held that before is not used any more: a field has one column. */
export function holding(draft: MappingDraft, column: string, field: ImportField | null): MappingDraft {
  const others = Object.entries(draft.holds).filter(([name, held]) => name !== column && held !== field);
  const holds = Object.fromEntries(field === null ? others : [...others, [column, field]]);
  return withPossibleKeys({ ...draft, holds });
}

/** Nothing is told apart by what no column holds. */
function withPossibleKeys(draft: MappingDraft): MappingDraft {
  const held = new Set(Object.values(draft.holds));
  const { identifyUserBy, identifyCourseBy } = draft;
  return {
    ...draft,
    identifyUserBy: identifyUserBy !== null && held.has(identifyUserBy) ? identifyUserBy : null,
    identifyCourseBy: identifyCourseBy !== null && held.has(identifyCourseBy) ? identifyCourseBy : null,
  };
}

/** What of the keys is mapped, the surest first. */
export function possibleKeys(draft: MappingDraft) {
  const held = new Set(Object.values(draft.holds));
  return {
    user: IMPORT_USER_KEYS.filter((key) => held.has(key)),
    course: IMPORT_COURSE_KEYS.filter((key) => held.has(key)),
  };
}

/** Whether some column that is used holds dates that can be read in two ways. */
export function asksDateOrder(draft: MappingDraft, columns: readonly ImportColumnView[]): boolean {
  return columns.some(
    ({ name, dates }) =>
      dates !== null && dates.order !== null && (draft.holds[name]?.startsWith('time') ?? false),
  );
}

/** What is sent: a key that is left open is chosen by the service, the surest that is mapped. */
export function toRequest(draft: MappingDraft): ImportMappingRequest {
  const { holds, identifyUserBy, identifyCourseBy, dateOrder, ...rest } = draft;
  const columns = Object.fromEntries(
    Object.entries(holds)
      .flatMap(([name, field]) => (field === undefined ? [] : [[field, name] as const]))
      .sort(([one], [other]) => IMPORT_FIELDS.indexOf(one) - IMPORT_FIELDS.indexOf(other)),
  );
  return {
    ...rest,
    columns,
    ...(identifyUserBy === null ? {} : { identifyUserBy }),
    ...(identifyCourseBy === null ? {} : { identifyCourseBy }),
    ...(dateOrder === null ? {} : { dateOrder }),
  };
}

/** What must be decided before the file can be checked, in the words of the screen; the service has the last word. */
export function draftProblems(draft: MappingDraft, columns: readonly ImportColumnView[]): string[] {
  const words = strings.imports.mapping.problems;
  const keys = possibleKeys(draft);
  const hasTime = Object.values(draft.holds).includes('timecompleted');
  return [
    ...(keys.user.length === 0 ? [words.person] : []),
    ...(keys.course.length === 0 ? [words.course] : []),
    ...(hasTime ? [] : [words.time]),
    ...(draft.dateOrder === null && asksDateOrder(draft, columns) ? [words.dateOrder] : []),
  ];
}
