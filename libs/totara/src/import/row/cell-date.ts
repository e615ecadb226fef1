import type { ImportDateOrder } from '@oracle-integration/contracts';
import { DateTime, type TokenParser } from 'luxon';
import { type WrittenDate, writtenDate } from './date-form';

/** A moment, and until when it may have been: a date without a time is any moment of its day. */
export interface CellMoment {
  readonly at: Date;
  /** Not included. A second, a minute or a day later, as exactly as it is written. */
  readonly until: Date;
}

/**
 * - `unreadable`: no date at all, or a day that its month has not
 * - `milliseconds`: a number that is a time only in milliseconds
 * - `order_unknown`: 1/2/2026, and nobody has said what comes first
 */
export type DateProblem = 'unreadable' | 'milliseconds' | 'order_unknown';

export interface DateRules {
  readonly order: ImportDateOrder | null;
  /** Of dates that name no offset. */
  readonly zone: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Exports repeat a few thousand days over a million rows, and a date in a zone costs 40 µs. */
const REMEMBERED_MAX = 10_000;

/** Reads the dates of one file. */
export class DateReader {
  private readonly remembered = new Map<string, CellMoment | DateProblem>();

  constructor(private readonly rules: DateRules) {}

  read(text: string): CellMoment | DateProblem {
    const known = this.remembered.get(text);
    if (known) return known;
    if (this.remembered.size === REMEMBERED_MAX) this.remembered.clear();
    const reading = readDate(text, this.rules);
    this.remembered.set(text, reading);
    return reading;
  }
}

function readDate(text: string, rules: DateRules): CellMoment | DateProblem {
  const written = writtenDate(text);
  if (!written) return 'unreadable';
  const { form, day, time, offset } = written;
  if (form === 'milliseconds') return 'milliseconds';
  if (form === 'seconds') return lasting(new Date(Number(day) * SECOND_MS), SECOND_MS);
  const dayFormat = dayFormatOf(written, rules.order);
  if (!dayFormat) return 'order_unknown';
  const zone = offset === null ? rules.zone : fixedZone(offset);
  const moment = momentOf(written, dayFormat, zone);
  if (!moment.isValid) return 'unreadable';
  if (time === null) return { at: moment.toJSDate(), until: moment.plus({ days: 1 }).toJSDate() };
  return lasting(moment.toJSDate(), hasSeconds(time) ? SECOND_MS : MINUTE_MS);
}

/** `Z`, `+01:00` or `+0100` as luxon names it. */
function fixedZone(offset: string): string {
  return `UTC${offset.replace(/^Z$/i, '+00:00').replace(/^(.\d{2})(\d{2})$/, '$1:$2')}`;
}

function lasting(at: Date, milliseconds: number): CellMoment {
  return { at, until: new Date(at.getTime() + milliseconds) };
}

function momentOf({ day, time, meridiem }: WrittenDate, dayFormat: string, zone: string): DateTime {
  const hours = meridiem === null ? 'H' : 'h';
  const timeFormat =
    time === null ? '' : ` ${hours}:mm${hasSeconds(time) ? ':ss' : ''}${meridiem ? ' a' : ''}`;
  const text = [day, time, meridiem].filter((part) => part !== null).join(' ');
  return DateTime.fromFormatParser(text, parserOf(dayFormat + timeFormat), { zone, locale: 'en' });
}

function hasSeconds(time: string): boolean {
  return time.split(':').length === 3;
}

/** The parts of a day in luxon's letters; `undefined` where it is not known which comes first. */
function dayFormatOf({ form, day }: WrittenDate, order: ImportDateOrder | null): string | undefined {
  const [first, second, third] = day.split('/') as [string, string, string];
  const year = third.length === 2 ? 'yy' : 'yyyy';
  switch (form) {
    case 'iso':
    case 'year_first':
      return 'yyyy/M/d';
    case 'dotted':
      return `d/M/${year}`;
    case 'day_name':
      return `d/${monthName(second)}/${year}`;
    case 'name_day':
      return `${monthName(first)}/d/${year}`;
    case 'numeric':
      if (order === null) return undefined;
      return order === 'day_first' ? `d/M/${year}` : `M/d/${year}`;
    case 'seconds':
    case 'milliseconds':
      return undefined;
  }
}

function monthName(name: string): string {
  return name.length === 3 ? 'MMM' : 'MMMM';
}

/** There are some fifty formats; building the parser of one takes longer than using it. */
const PARSERS = new Map<string, TokenParser>();

function parserOf(format: string): TokenParser {
  const parser = PARSERS.get(format) ?? DateTime.buildFormatParser(format, { locale: 'en' });
  PARSERS.set(format, parser);
  return parser;
}
