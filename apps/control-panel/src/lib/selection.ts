import { strings } from './strings';

/** Which completions are meant, as typed. */
export interface SelectionValues {
  /** `2025-01-01`, or empty. */
  from: string;
  /** The last day that belongs to it, or empty. */
  to: string;
  /** `88, 91`, or empty. */
  courses: string;
}

export const EMPTY_SELECTION: SelectionValues = { from: '', to: '', courses: '' };

/** The sentence under each field at fault. */
export type SelectionFaults = Partial<Record<keyof SelectionValues, string>>;

/** Which completions are meant, as the service takes it; what was left empty is not there. */
export interface Selection {
  from?: string;
  /** The first moment that no longer belongs to it. */
  to?: string;
  courseIds?: number[];
}

const words = strings.selection;

/** What is meant, or what is wrong at which field. */
export function readSelection(
  { from, to, courses }: SelectionValues,
  courseIdsMax: number,
): { selection: Selection } | { faults: SelectionFaults } {
  const courseIds = courses
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(Number);
  const faults = {
    ...(courseIds.every((id) => Number.isSafeInteger(id) && id > 0) ? {} : { courses: words.coursesInvalid }),
    ...(courseIds.length > courseIdsMax ? { courses: words.coursesTooMany(courseIdsMax) } : {}),
    ...(from !== '' && to !== '' && to < from ? { to: words.toTooEarly } : {}),
  };
  if (Object.keys(faults).length > 0) return { faults };
  return {
    selection: {
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to: dayAfter(to) }),
      ...(courseIds.length === 0 ? {} : { courseIds }),
    },
  };
}

/** What was asked for, as the service tells it. */
interface AskedFor {
  from: string | null;
  to: string | null;
  courseIds: readonly number[];
}

/** What was asked for in words, after what comes before them; spans are days of UTC, for readers in any time zone. */
export function selectionWords(before: string, { from, to, courseIds }: AskedFor): string {
  const firstDay = from === null ? null : localDay(new Date(from));
  const lastDay = to === null ? null : localDay(new Date(Date.parse(to) - 1));
  const courses = courseIds.length === 0 ? '' : words.courseCount(courseIds.length);
  return [before, words.span(firstDay, lastDay), courses].filter(Boolean).join(', ');
}

function localDay(moment: Date): Date {
  return new Date(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
}

function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
