import type { ImportColumnDatesView, ImportColumnView } from '@oracle-integration/contracts';
import { type DateForm, type WrittenDate, writtenDate } from '../row/date-form';

/** What the values of one column of a file are like. Stored with the import; small, whatever the size of the file. */
export interface ColumnFindings {
  readonly name: string;
  readonly samples: readonly string[];
  /** Values that are not empty. */
  readonly filled: number;
  readonly dates: number;
  readonly dateForms: readonly DateForm[];
  /** Dates such as 25/12/2026 and 12/25/2026, which prove what comes first. */
  readonly dayFirst: number;
  readonly monthFirst: number;
  readonly wholeNumbers: number;
  readonly percents: number;
  readonly decimalPoints: number;
  readonly decimalCommas: number;
  readonly emails: number;
}

const SAMPLES = 3;
const SAMPLE_CHARACTERS = 100;
/** A column without a date among its first values is not looked through for dates any more. */
const TRIALS = 200;
/** A column of which so many values are of a kind is of that kind. */
const MOST = 0.8;

const WHOLE_NUMBER = /^\d{1,15}$/;
const DECIMAL = /^-?\d+([.,])\d{1,5}\s?%?$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Looks at every value of a column as the file arrives: what tells 01/02 from 02/01 may be on the last line. */
export class ColumnSurvey {
  private readonly samples = new Set<string>();
  private readonly dateForms = new Set<DateForm>();
  private filled = 0;
  private dates = 0;
  private dayFirst = 0;
  private monthFirst = 0;
  private wholeNumbers = 0;
  private percents = 0;
  private decimalPoints = 0;
  private decimalCommas = 0;
  private emails = 0;

  constructor(private readonly name: string) {}

  look(cell: string): void {
    const value = cell.trim();
    if (value === '' || value === '-') return;
    this.filled += 1;
    if (this.samples.size < SAMPLES) this.samples.add(value.slice(0, SAMPLE_CHARACTERS));
    const date = this.filled <= TRIALS || this.dates > 0 ? writtenDate(value) : undefined;
    if (date) this.noteDate(date);
    if (WHOLE_NUMBER.test(value)) this.wholeNumbers += 1;
    else if (this.filled <= TRIALS || this.dates === 0) this.noteText(value);
  }

  findings(): ColumnFindings {
    const { name, filled, dates, dayFirst, monthFirst, wholeNumbers } = this;
    const { percents, decimalPoints, decimalCommas, emails } = this;
    return {
      name,
      samples: [...this.samples],
      filled,
      dates,
      dateForms: [...this.dateForms],
      dayFirst,
      monthFirst,
      wholeNumbers,
      percents,
      decimalPoints,
      decimalCommas,
      emails,
    };
  }

  private noteDate({ form, day }: WrittenDate): void {
    this.dates += 1;
    this.dateForms.add(form);
    if (form !== 'numeric') return;
    const [first, second] = day.split('/').map(Number);
    if (first! > 12) this.dayFirst += 1;
    if (second! > 12) this.monthFirst += 1;
  }

  private noteText(value: string): void {
    if (value.endsWith('%')) this.percents += 1;
    const mark = DECIMAL.exec(value)?.[1];
    if (mark === '.') this.decimalPoints += 1;
    if (mark === ',') this.decimalCommas += 1;
    if (EMAIL.test(value)) this.emails += 1;
  }
}

export function holdsDates({ filled, dates }: ColumnFindings): boolean {
  return filled > 0 && dates >= filled * MOST;
}

export function holdsEmails({ filled, emails }: ColumnFindings): boolean {
  return filled > 0 && emails >= filled * MOST;
}

export function holdsWholeNumbers({ filled, wholeNumbers }: ColumnFindings): boolean {
  return filled > 0 && wholeNumbers === filled;
}

/**
 * How the dates of columns are meant that may be read in two ways, as far as their values prove it. `null` where no
 * date is of that kind.
 */
export function provenDateOrder(columns: readonly ColumnFindings[]): ImportColumnDatesView['order'] {
  const isAsked = columns.some(({ dateForms }) => dateForms.includes('numeric'));
  if (!isAsked) return null;
  const isDayFirst = columns.some(({ dayFirst }) => dayFirst > 0);
  const isMonthFirst = columns.some(({ monthFirst }) => monthFirst > 0);
  if (isDayFirst && isMonthFirst) return 'mixed';
  if (isDayFirst) return 'day_first';
  return isMonthFirst ? 'month_first' : 'ambiguous';
}

const FORM_NAMES: Readonly<Record<Exclude<DateForm, 'numeric'>, string>> = {
  iso: 'Y-m-d',
  year_first: 'Y/m/d',
  dotted: 'd.m.Y',
  day_name: '1 Feb 2026',
  name_day: 'Feb 1, 2026',
  seconds: 'seconds since 1970',
  milliseconds: 'milliseconds since 1970',
};
const NUMERIC_NAMES = {
  day_first: 'd/m/Y',
  month_first: 'm/d/Y',
  ambiguous: 'd/m/Y or m/d/Y',
  mixed: 'd/m/Y and m/d/Y',
} as const;

/** What a manager sees of a column. */
export function columnView(findings: ColumnFindings): ImportColumnView {
  const { name, samples, dateForms } = findings;
  if (!holdsDates(findings)) return { name, samples: [...samples], dates: null };
  const order = provenDateOrder([findings]);
  const forms = dateForms.map((form) => (form === 'numeric' ? NUMERIC_NAMES[order!] : FORM_NAMES[form]));
  return { name, samples: [...samples], dates: { forms, order } };
}
