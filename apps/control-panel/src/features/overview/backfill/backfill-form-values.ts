import { type BackfillView, BACKFILL_IDS_MAX, type RequestBackfill } from '@oracle-integration/contracts';
import {
  EMPTY_SELECTION,
  readSelection,
  type SelectionFaults,
  type SelectionValues,
} from '../../../lib/selection';

/** The form as typed. */
export interface BackfillFormValues extends SelectionValues {
  /** Whether what Oracle has already is sent once more. */
  isForced: boolean;
}

export const EMPTY_BACKFILL: BackfillFormValues = { ...EMPTY_SELECTION, isForced: false };

type Read = { criteria: RequestBackfill } | { faults: SelectionFaults };

/** What to ask for, or what is wrong at which field. An empty form means everything. */
export function readBackfillForm({ isForced, ...values }: BackfillFormValues): Read {
  const read = readSelection(values, BACKFILL_IDS_MAX);
  if ('faults' in read) return read;
  const isEverything = Object.keys(read.selection).length === 0;
  const chosen = isEverything ? { everything: true } : read.selection;
  return { criteria: { ...chosen, ...(isForced ? { force: true } : {}) } };
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
