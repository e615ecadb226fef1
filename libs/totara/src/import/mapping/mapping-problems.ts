import {
  IMPORT_COURSE_KEYS,
  IMPORT_USER_KEYS,
  type ImportField,
  type ImportMapping,
} from '@oracle-integration/contracts';
import { Info } from 'luxon';
import { type ColumnFindings, provenDateOrder } from './column-survey';
import { mappedDates } from './detect-mapping';

/** What keeps a mapping from being used, each as a sentence that says what to do; none when it can be used. */
export function mappingProblems(mapping: ImportMapping, columns: readonly ColumnFindings[]): string[] {
  return [
    ...missingColumns(mapping, columns),
    ...missingKeys(mapping),
    ...dateProblems(mapping, columns),
    ...(Info.isValidIANAZone(mapping.timeZone)
      ? []
      : [`There is no time zone "${mapping.timeZone}". Give an IANA name such as Europe/London.`]),
  ];
}

function missingColumns({ columns: mapped }: ImportMapping, columns: readonly ColumnFindings[]): string[] {
  const names = new Set(columns.map(({ name }) => name));
  return Object.entries(mapped)
    .filter(([, name]) => !names.has(name))
    .map(([field, name]) => `The file has no column "${name}" for ${field}.`);
}

function missingKeys({ columns, identifyUserBy, identifyCourseBy }: ImportMapping): string[] {
  const problems: string[] = [];
  const isMapped = (field: ImportField) => columns[field] !== undefined;
  if (!IMPORT_USER_KEYS.some(isMapped))
    problems.push(`No column tells the person. Map one to ${listed(IMPORT_USER_KEYS)}.`);
  else if (identifyUserBy === null || !isMapped(identifyUserBy))
    problems.push(`People cannot be told apart by ${identifyUserBy}, which is not mapped to a column.`);
  if (!IMPORT_COURSE_KEYS.some(isMapped))
    problems.push(`No column tells the course. Map one to ${listed(IMPORT_COURSE_KEYS)}.`);
  else if (identifyCourseBy === null || !isMapped(identifyCourseBy))
    problems.push(`Courses cannot be told apart by ${identifyCourseBy}, which is not mapped to a column.`);
  if (!isMapped('timecompleted'))
    problems.push('No column tells when the course was completed. Map one to timecompleted.');
  return problems;
}

function dateProblems(mapping: ImportMapping, columns: readonly ColumnFindings[]): string[] {
  if (mapping.dateOrder !== null) return [];
  const dates = mappedDates(columns, mapping.columns);
  const order = provenDateOrder(dates);
  if (order === null) return [];
  const sample =
    dates.flatMap(({ samples }) => samples).find((text) => /^\d{1,2}[/-]/.test(text)) ?? '01/02/2026';
  return [
    `Dates such as "${sample}" may be read with the day or the month first. Choose dateOrder: day_first or month_first.`,
  ];
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
