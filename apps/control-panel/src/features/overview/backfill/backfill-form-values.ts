import { type BackfillView, BACKFILL_IDS_MAX, type RequestBackfill } from '@oracle-integration/contracts';
import { strings } from '../../../lib/strings';

/** The form as typed. */
export interface BackfillFormValues {
  /** `2025-01-01`, or empty. */
  from: string;
  /** The last day that belongs to it, or empty. */
  to: string;
  /** `88, 91`, or empty. */
  courses: string;
  /** Whether what Oracle has already is sent once more. */
  isForced: boolean;
}

export const EMPTY_BACKFILL: BackfillFormValues = { from: '', to: '', courses: '', isForced: false };

const words = strings.backfill.form;

/** The sentence under each field at fault. */
export type BackfillFormFaults = Partial<Record<keyof BackfillFormValues, string>>;

type Read = { criteria: RequestBackfill } | { faults: BackfillFormFaults };

/** What to ask for, or what is wrong at which field. An empty form means everything. */
export function readBackfillForm({ from, to, courses, isForced }: BackfillFormValues): Read {
  const ids = courses.split(/[\s,;]+/).filter((word) => word !== '');
  const courseIds = ids.map(Number);
  const faults = {
    ...(courseIds.every((id) => Number.isSafeInteger(id) && id > 0) ? {} : { courses: words.coursesInvalid }),
    ...(courseIds.length > BACKFILL_IDS_MAX ? { courses: words.coursesTooMany(BACKFILL_IDS_MAX) } : {}),
    ...(from !== '' && to !== '' && to < from ? { to: words.toTooEarly } : {}),
  };
  if (Object.keys(faults).length > 0) return { faults };
  const chosen = {
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to: dayAfter(to) }),
    ...(courseIds.length === 0 ? {} : { courseIds }),
  };
  const isEverything = Object.keys(chosen).length === 0;
  return {
    criteria: { ...(isEverything ? { everything: true } : chosen), ...(isForced ? { force: true } : {}) },
  };
}

/** The same completions as a dry run looked at, this time to be queued. */
export function asRealRun({ criteria, force, ratePerSecond }: BackfillView): RequestBackfill {
  const { from, to, courseIds, userIds, everything } = criteria;
  return {
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(courseIds.length === 0 ? {} : { courseIds }),
    ...(userIds.length === 0 ? {} : { userIds }),
    ...(everything ? { everything } : {}),
    ...(force ? { force } : {}),
    ratePerSecond,
  };
}

/** The service takes the end as the first moment that no longer belongs to it. */
function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
