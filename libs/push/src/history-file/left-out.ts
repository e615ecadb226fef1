import { causeView } from '@oracle-integration/queue';

/** Why Oracle would not take a completion as it is, apart from what the mapping finds. */
const HISTORY_REASONS = {
  'HISTORY.NO_COMPLETION_DATE':
    'Totara holds no date of completion, and Oracle takes no completed record without one.',
  'HISTORY.NOT_BEFORE_TODAY':
    'It was completed today or later, and Oracle takes only days before today. A file made tomorrow has it.',
  'HISTORY.STARTS_AFTER_COMPLETION':
    'It starts on a later day than it was completed, which Oracle does not take. Correct it in Totara.',
  'HISTORY.ARCHIVED':
    'Totara holds it in its history only, and Settings → Policies keep archived completions back.',
} as const;

export type HistoryReason = keyof typeof HISTORY_REASONS;

/** Why a completion is not in the file. */
export interface LeftOut {
  /** Of ours, or a cause of the mapping. */
  readonly code: string;
  readonly detail: string | null;
}

/** The sentence for a manager. */
export function reasonWords({ code, detail }: LeftOut): string {
  const known: Readonly<Record<string, string>> = HISTORY_REASONS;
  return known[code] ?? causeView(code, detail).reason;
}
