/** Totara's numbers for where a learner stands in a course. */
export const CompletionStatus = {
  NotYetStarted: 10,
  InProgress: 25,
  Complete: 50,
  CompleteViaRpl: 75,
} as const;
export type CompletionStatus = (typeof CompletionStatus)[keyof typeof CompletionStatus];

export interface CompletionTimes {
  timestarted: number;
  timecompleted: number | null;
  rpl: string | null;
}

/** Totara never stores a status it was told: each save works it out again from times and RPL. */
export function statusOf({ timestarted, timecompleted, rpl }: CompletionTimes): CompletionStatus {
  if (timecompleted !== null) return rpl ? CompletionStatus.CompleteViaRpl : CompletionStatus.Complete;
  return timestarted > 0 ? CompletionStatus.InProgress : CompletionStatus.NotYetStarted;
}
