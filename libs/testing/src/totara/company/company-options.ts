import type { TotaraLocation } from '../schema/flavour';

export interface CompanyOptions extends TotaraLocation {
  /** How many people work or worked here; up to 100 000. */
  people?: number;
  /** The same seed and the same `now` give the same company, row for row. */
  seed?: number;
  /** How far back completions go. */
  historyYears?: number;
  /** Epoch seconds; everything generated lies before it. The clock, if left out. */
  now?: number;
  /**
   * Leaves some archived completions without a time. Such rows have nothing to be told apart by, so that there are
   * more rows than completions; off, unless asked for.
   */
  hasUndatedHistory?: boolean;
}

/** What was generated. */
export interface CompanySummary {
  people: number;
  courses: number;
  /** Current completions, RPL included. */
  completed: number;
  completedViaRpl: number;
  unfinished: number;
  archived: number;
  logEntries: number;
}
