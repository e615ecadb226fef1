import { RECONCILIATION_ROW_KINDS, type ReconciliationRowKind } from '@oracle-integration/contracts';

/** How many days the chart shows. */
export const CHART_DAYS = [30, 90, 400] as const;
export type ChartDays = (typeof CHART_DAYS)[number];

/** What of the reconciliation is shown, as the address says it. */
export interface ReconciliationSearch {
  days?: ChartDays;
  /** The figure whose rows are open; `day` and `course` narrow it. */
  rows?: ReconciliationRowKind;
  day?: string;
  course?: number;
}

export function parseReconciliationSearch(search: Record<string, unknown>): ReconciliationSearch {
  const days = CHART_DAYS.find((one) => one === search['days']);
  const rows = RECONCILIATION_ROW_KINDS.find((one) => one === search['rows']);
  const { day, course } = search;
  return {
    ...(days === undefined ? {} : { days }),
    ...(rows === undefined ? {} : { rows }),
    ...(rows !== undefined && typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
    ...(rows !== undefined && Number.isSafeInteger(course) ? { course: course as number } : {}),
  };
}
