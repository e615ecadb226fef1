import type { CourseSnapshot, UserSnapshot } from '@oracle-integration/completions';
import type { CourseField, UserField } from './queries/directory-queries';
import { type CourseRow, courseSnapshot, type PersonRow, userSnapshot } from './totara-rows';

export interface FoundUser {
  /** As it was asked for. */
  readonly value: string;
  readonly userId: number;
  readonly snapshot: UserSnapshot;
}

export interface FoundCourse {
  readonly value: string;
  readonly courseId: number;
  readonly snapshot: CourseSnapshot;
}

/** What is looked for, and what has been found. */
export interface Lookup<Row, Found> {
  /** As the statement takes them. Nothing is asked where this is empty. */
  readonly values: readonly number[] | readonly string[];
  add(rows: readonly Row[]): void;
  readonly found: readonly Found[];
}

/** More for one value is of no use to anybody; one shared address can be that of 50,000 people. */
const ANSWERS_A_VALUE = 100;

const USER_KEYS: Readonly<Record<UserField, (row: PersonRow) => string>> = {
  id: ({ user_row }) => String(user_row),
  username: ({ username }) => inAnyCase(username ?? ''),
  idnumber: ({ user_idnumber }) => user_idnumber ?? '',
  email: ({ email }) => inAnyCase(email ?? ''),
};

const COURSE_KEYS: Readonly<Record<CourseField, (row: CourseRow) => string>> = {
  id: ({ course_row }) => String(course_row),
  shortname: ({ shortname }) => shortname ?? '',
  idnumber: ({ course_idnumber }) => course_idnumber ?? '',
  fullname: ({ fullname }) => fullname ?? '',
};

/** Names of people and e-mail addresses are the same in capitals; numbers are not. */
export function lookupOfUsers(field: UserField, values: readonly string[]): Lookup<PersonRow, FoundUser> {
  const isInAnyCase = field === 'username' || field === 'email';
  const wanted = wantedValues(field, values, isInAnyCase ? inAnyCase : (value) => value);
  return lookup(field, wanted, USER_KEYS[field], (value, row) => ({
    value,
    userId: Number(row.user_row),
    snapshot: userSnapshot(row),
  }));
}

export function lookupOfCourses(
  field: CourseField,
  values: readonly string[],
): Lookup<CourseRow, FoundCourse> {
  const wanted = wantedValues(field, values, (value) => value);
  return lookup(field, wanted, COURSE_KEYS[field], (value, row) => ({
    value,
    courseId: Number(row.course_row),
    snapshot: courseSnapshot(row),
  }));
}

/**
 * The values by the form in which they are compared. What cannot be an id is no id, and an empty text, which
 * thousands have who were given no number, is looked up by nobody.
 */
function wantedValues(
  field: UserField | CourseField,
  values: readonly string[],
  form: (value: string) => string,
): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  for (const value of new Set(values)) {
    if (value === '' || (field === 'id' && !/^[1-9]\d{0,14}$/.test(value))) continue;
    wanted.set(form(value), [...(wanted.get(form(value)) ?? []), value]);
  }
  return wanted;
}

/**
 * The database's own comparison is not enough: on MySQL `jose` is `José`, and `x` is `x `, by the collation of the
 * column, and the completion of one person would be another's.
 */
function lookup<Row, Found>(
  field: UserField | CourseField,
  wanted: ReadonlyMap<string, readonly string[]>,
  keyOf: (row: Row) => string,
  answer: (value: string, row: Row) => Found,
): Lookup<Row, Found> {
  const found: Found[] = [];
  const answers = new Map<string, number>();
  const keys = [...wanted.keys()];
  return {
    values: field === 'id' ? keys.map(Number) : keys,
    found,
    add: (rows) => {
      for (const row of rows) {
        const key = keyOf(row);
        const count = answers.get(key) ?? 0;
        if (count === ANSWERS_A_VALUE) continue;
        answers.set(key, count + 1);
        found.push(...(wanted.get(key) ?? []).map((value) => answer(value, row)));
      }
    },
  };
}

function inAnyCase(text: string): string {
  return text.toLowerCase();
}
