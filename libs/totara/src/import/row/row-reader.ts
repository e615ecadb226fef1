import type { CourseSnapshot, UserSnapshot } from '@oracle-integration/completions';
import type { CompletionStatus, GradeView, ImportField, ImportMapping } from '@oracle-integration/contracts';
import { type CellMoment, DateReader } from './cell-date';
import { readNumber } from './cell-number';
import { readStatus } from './cell-status';
import { dateFault, keyFault, numberFault, statusFault, timeFault } from './cell-faults';
import { namesOf } from './full-name';
import { CellFinder, type MappedCells } from './mapped-cells';
import type { RowFault } from './row-fault';

/** A completion as a row tells it. */
export interface ToldCompletion {
  readonly status: Extract<CompletionStatus, 'complete' | 'completeviarpl'>;
  readonly enrolledAt: Date | null;
  readonly startedAt: Date | null;
  readonly completed: CellMoment;
  readonly grade: GradeView | null;
  readonly rpl: string | null;
}

/** What a row says, before anybody looks who and which course is meant. */
export type RowReading =
  | {
      readonly kind: 'completion';
      readonly userKey: string;
      readonly courseKey: string;
      readonly completion: ToldCompletion;
      /** As far as the file tells. */
      readonly user: Partial<UserSnapshot>;
      readonly course: Partial<CourseSnapshot>;
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'error'; readonly fault: RowFault };

/** Reads the rows of one file by its mapping. */
export class RowReader {
  private readonly finder: CellFinder;
  private readonly dates: DateReader;

  constructor(
    private readonly mapping: ImportMapping,
    columnNames: readonly string[],
    private readonly now: Date,
  ) {
    this.finder = new CellFinder(mapping, columnNames);
    this.dates = new DateReader({ order: mapping.dateOrder, zone: mapping.timeZone });
  }

  read(cells: readonly string[]): RowReading {
    const found = this.finder.find(cells);
    if ('reason' in found) return { kind: 'error', fault: found };
    const status = found.status === undefined ? undefined : readStatus(found.status);
    if (found.status !== undefined && status === undefined) {
      return { kind: 'error', fault: statusFault(found.status, this.finder.columnOf('status')) };
    }
    if (status === 'inprogress' || status === 'notyetstarted') {
      return { kind: 'skipped', reason: `Not completed: the status is "${found.status}".` };
    }
    if (status === undefined && isNoTime(found.timecompleted)) {
      return { kind: 'skipped', reason: 'Not completed: there is no time of completion.' };
    }
    return this.readCompletion(found, status);
  }

  private readCompletion(found: MappedCells, status: ToldCompletion['status'] | undefined): RowReading {
    const faults: RowFault[] = [];
    const completed = this.moment(found, 'timecompleted', faults);
    const enrolled = this.moment(found, 'timeenrolled', faults);
    const started = this.moment(found, 'timestarted', faults);
    const grade = this.grade(found, faults);
    const userKey = this.key(found, this.mapping.identifyUserBy, faults);
    const courseKey = this.key(found, this.mapping.identifyCourseBy, faults);
    if (!completed && faults.length === 0)
      faults.push(timeFault('missing', '', this.finder.columnOf('timecompleted')));
    const [fault] = faults;
    if (fault) return { kind: 'error', fault };
    const rpl = found.rpl ?? null;
    return {
      kind: 'completion',
      userKey: userKey!,
      courseKey: courseKey!,
      completion: {
        // As Totara derives it: whoever has a reason for prior learning completed by it.
        status: rpl === null ? (status ?? 'complete') : 'completeviarpl',
        completed: completed!,
        enrolledAt: enrolled?.at ?? null,
        startedAt: started?.at ?? null,
        grade,
        rpl,
      },
      user: userOf(found),
      course: courseOf(found),
    };
  }

  /** A moment that a completion can have; `undefined` where the cell is empty or faulty. */
  private moment(found: MappedCells, field: ImportField, faults: RowFault[]): CellMoment | undefined {
    const text = found[field];
    if (isNoTime(text)) return undefined;
    const column = this.finder.columnOf(field);
    const moment = this.dates.read(text!);
    if (typeof moment === 'string') {
      faults.push(dateFault(moment, text!, column));
      return undefined;
    }
    if (moment.at < EARLIEST) faults.push(timeFault('too_early', text!, column));
    else if (moment.at > this.now) faults.push(timeFault('future', text!, column));
    else return moment;
    return undefined;
  }

  private grade(found: MappedCells, faults: RowFault[]): GradeView | null {
    const { decimalMark, gradeUnit } = this.mapping;
    if (found.grade === undefined) return null;
    const grade = readNumber(found.grade, decimalMark);
    const max = found.gradeMax === undefined ? undefined : readNumber(found.gradeMax, decimalMark);
    if (!grade) faults.push(numberFault(found.grade, this.finder.columnOf('grade')));
    if (found.gradeMax !== undefined && !max)
      faults.push(numberFault(found.gradeMax, this.finder.columnOf('gradeMax')));
    if (!grade) return null;
    if (grade.isPercent || gradeUnit === 'percent') {
      return { value: grade.value, max: 100, percent: rounded(grade.value) };
    }
    const outOf = max && max.value > 0 ? max.value : null;
    return {
      value: grade.value,
      max: outOf,
      percent: outOf === null ? null : rounded((grade.value / outOf) * 100),
    };
  }

  private key(found: MappedCells, field: ImportField | null, faults: RowFault[]): string | undefined {
    const value = field === null ? undefined : found[field];
    const fault = keyFault(field, value, field && this.finder.columnOf(field));
    if (fault) faults.push(fault);
    return value;
  }
}

/** Before the first learning sites; a date that was meant otherwise, or 1 January 1970, which is none. */
const EARLIEST = new Date('1990-01-01T00:00:00Z');

/** Totara's tables hold 0 or -1 for "never". */
function isNoTime(text: string | undefined): boolean {
  return text === undefined || text === '0' || text === '-1';
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function userOf({
  username,
  userIdnumber,
  email,
  firstname,
  lastname,
  userFullname,
}: MappedCells): Partial<UserSnapshot> {
  const names = userFullname === undefined ? {} : namesOf(userFullname);
  return told({ username, idnumber: userIdnumber, email, ...names, ...told({ firstname, lastname }) });
}

function courseOf({
  courseFullname,
  courseShortname,
  courseIdnumber,
  courseCategory,
}: MappedCells): Partial<CourseSnapshot> {
  return told({
    fullname: courseFullname,
    shortname: courseShortname,
    idnumber: courseIdnumber,
    category: courseCategory,
  });
}

/** Without what the row does not tell. */
function told<Values extends object>(
  values: Values,
): Partial<{ [Key in keyof Values]: NonNullable<Values[Key]> }> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<{
    [Key in keyof Values]: NonNullable<Values[Key]>;
  }>;
}
