import {
  HISTORY_FILE_IDS_MAX,
  HISTORY_STATUSES,
  type HistoryScope,
  type HistoryStatus,
  type RequestHistoryFile,
} from '@oracle-integration/contracts';
import {
  EMPTY_SELECTION,
  readSelection,
  type SelectionFaults,
  type SelectionValues,
} from '../../lib/selection';
import { strings } from '../../lib/strings';

/** The form as typed. */
export interface HistoryFileFormValues extends SelectionValues {
  scope: HistoryScope;
  statuses: readonly HistoryStatus[];
}

export const EMPTY_HISTORY_FILE: HistoryFileFormValues = {
  ...EMPTY_SELECTION,
  scope: 'never_sent',
  statuses: HISTORY_STATUSES,
};

/** The sentence under each field at fault. */
export type HistoryFileFormFaults = SelectionFaults & { statuses?: string };

type Read = { request: RequestHistoryFile } | { faults: HistoryFileFormFaults };

/** What to ask for, or what is wrong at which field. */
export function readHistoryFileForm({ scope, statuses, ...values }: HistoryFileFormValues): Read {
  const read = readSelection(values, HISTORY_FILE_IDS_MAX);
  if ('selection' in read && statuses.length > 0)
    return { request: { scope, statuses: [...statuses], ...read.selection } };
  return {
    faults: {
      ...('faults' in read ? read.faults : {}),
      ...(statuses.length === 0 ? { statuses: strings.historyFiles.form.statusMissing } : {}),
    },
  };
}
