import {
  IMPORT_COURSE_KEYS,
  IMPORT_USER_KEYS,
  type ImportField,
  type ImportMapping,
  type ImportUnknown,
} from '@oracle-integration/contracts';
import {
  type ColumnFindings,
  holdsDates,
  holdsEmails,
  holdsWholeNumbers,
  provenDateOrder,
} from './column-survey';
import { fieldOfHeader } from './header-words';

type Columns = ImportMapping['columns'];

/**
 * How the columns of a file are probably meant, by their names and by what they hold.
 *
 * @param unknown what becomes of people and courses that the site does not know, unless a manager says otherwise
 */
export function detectMapping(columns: readonly ColumnFindings[], unknown: ImportUnknown): ImportMapping {
  return mappingOf(columns, { columns: withTimeAndPerson(columns, columnsByName(columns)), unknown });
}

/** A mapping from what a manager says of it; the rest is as the values of the columns say. */
export function mappingOf(
  columns: readonly ColumnFindings[],
  said: Partial<ImportMapping> & Pick<ImportMapping, 'columns' | 'unknown'>,
): ImportMapping {
  const mapped = said.columns;
  const grade = columns.find(({ name }) => name === mapped.grade);
  const order = provenDateOrder(mappedDates(columns, mapped));
  return {
    columns: mapped,
    identifyUserBy: said.identifyUserBy ?? IMPORT_USER_KEYS.find((key) => mapped[key]) ?? null,
    identifyCourseBy: said.identifyCourseBy ?? IMPORT_COURSE_KEYS.find((key) => mapped[key]) ?? null,
    dateOrder: said.dateOrder ?? (order === 'day_first' || order === 'month_first' ? order : null),
    timeZone: said.timeZone ?? 'UTC',
    decimalMark: said.decimalMark ?? (grade && hasDecimalCommas(grade) ? ',' : '.'),
    gradeUnit: said.gradeUnit ?? (grade && isPercentage(grade) ? 'percent' : 'points'),
    unknown: said.unknown,
  };
}

/** The columns of dates that are mapped: one report writes all its dates in one way. */
export function mappedDates(columns: readonly ColumnFindings[], mapped: Columns): ColumnFindings[] {
  const names = [mapped.timecompleted, mapped.timestarted, mapped.timeenrolled];
  return columns.filter(({ name }) => names.includes(name));
}

/** The first column of a name wins, and one that holds something wins over one that does not. */
function columnsByName(columns: readonly ColumnFindings[]): Columns {
  const found: Columns = {};
  for (const column of [...columns].sort((a, b) => Number(b.filled > 0) - Number(a.filled > 0))) {
    const field = fieldByName(column);
    if (field && found[field] === undefined) found[field] = column.name;
  }
  return found;
}

/** A "user ID" that is no number is the number of the personnel department. */
function fieldByName(column: ColumnFindings): ImportField | undefined {
  const field = fieldOfHeader(column.name);
  const isNumbered = column.filled === 0 || holdsWholeNumbers(column);
  if (field === 'userId') return isNumbered ? 'userId' : 'userIdnumber';
  if (field === 'courseId') return isNumbered ? 'courseId' : 'courseIdnumber';
  return field;
}

/** What the names do not tell, the values may: the only column of dates, the only one of e-mail addresses. */
function withTimeAndPerson(columns: readonly ColumnFindings[], found: Columns): Columns {
  const taken = new Set(Object.values(found));
  const onlyFree = (isOfKind: (column: ColumnFindings) => boolean) => {
    const free = columns.filter((column) => !taken.has(column.name) && isOfKind(column));
    return free.length === 1 ? free[0]!.name : undefined;
  };
  const time = found.timecompleted ?? onlyFree(holdsDates);
  const hasPerson = IMPORT_USER_KEYS.some((key) => found[key] !== undefined);
  const email = found.email ?? (hasPerson ? undefined : onlyFree(holdsEmails));
  return { ...found, ...(time ? { timecompleted: time } : {}), ...(email ? { email } : {}) };
}

function hasDecimalCommas({ decimalCommas, decimalPoints }: ColumnFindings): boolean {
  return decimalCommas > 0 && decimalPoints === 0;
}

function isPercentage({ name, percents }: ColumnFindings): boolean {
  return percents > 0 || /%|percent|rplgrade/i.test(name);
}
