import type { GradeView } from '@oracle-integration/contracts';
import type {
  CompletionObservation,
  CourseSnapshot,
  PartialPicture,
  UserSnapshot,
  WholePicture,
} from '../observation';

export const MARIA: UserSnapshot = {
  username: 'mlopez',
  idnumber: 'E100234',
  firstname: 'María',
  lastname: 'López',
  email: 'maria@example.com',
  suspended: false,
  deleted: false,
};

export const FIRE_SAFETY: CourseSnapshot = {
  fullname: 'Fire Safety',
  shortname: 'FIRE-1',
  idnumber: 'OLC-10021',
  category: 'Compliance',
};

/** Noon of a day of January 2026. */
export function day(number: number): Date {
  return new Date(Date.UTC(2026, 0, number, 12));
}

/** Stands for "some id of its own" until the picture gives one. */
const UNNAMED = 0;

/** A present row: not yet started unless told otherwise. */
export function currentRow(values: Partial<CompletionObservation> = {}): CompletionObservation {
  return {
    source: 'current',
    sourceRowId: UNNAMED,
    fingerprint: '1',
    progress: values.completedAt ? 100 : 0,
    status: values.completedAt ? 'complete' : 'notyetstarted',
    enrolledAt: day(1),
    startedAt: null,
    completedAt: null,
    rpl: null,
    grade: null,
    ...values,
  };
}

/** An archived row, with as little as Totara's history keeps. */
export function historyRow(completedAt: Date, grade: GradeView | null = null): CompletionObservation {
  return {
    ...currentRow({ completedAt, grade, enrolledAt: null }),
    source: 'history',
    sourceRowId: UNNAMED,
  };
}

/** What a site holds of learner 1207 in course 88 unless told otherwise. */
export function aPicture(values: Partial<WholePicture> = {}): WholePicture {
  const { userId = 1207, courseId = 88, current = null, history = [] } = values;
  const rowId = userId * 10_000 + courseId * 10;
  return {
    extent: 'whole',
    exclusion: null,
    user: MARIA,
    course: FIRE_SAFETY,
    ...values,
    userId,
    courseId,
    current: current && named(current, rowId),
    history: history.map((row, index) => named(row, rowId + index)),
  };
}

function named(row: CompletionObservation, rowId: number): CompletionObservation {
  return row.sourceRowId === UNNAMED ? { ...row, sourceRowId: rowId } : row;
}

/** The picture of a learner who completed the course. */
export function aCompletion(completedAt: Date, values: Partial<WholePicture> = {}): WholePicture {
  return aPicture({ current: currentRow({ completedAt }), ...values });
}

/** What a message says of the present row of learner 1207 in course 88; it tells no names. */
export function aMessage(
  row: Partial<CompletionObservation> | null,
  values: Partial<PartialPicture> = {},
): PartialPicture {
  return {
    extent: 'part',
    presentBecame: null,
    userId: 1207,
    courseId: 88,
    current: row && { ...currentRow(row), source: 'event', fingerprint: null, progress: null },
    history: [],
    user: null,
    course: null,
    ...values,
  };
}

/** A completion as a file tells it. */
export function anImport(
  completedAt: Date,
  row: Partial<CompletionObservation> = {},
  values: Partial<PartialPicture> = {},
): PartialPicture {
  const imported = { ...currentRow({ completedAt, enrolledAt: null, sourceRowId: 0, ...row }) };
  return aMessage(null, {
    history: [{ ...imported, source: 'import', fingerprint: null, progress: null }],
    ...values,
  });
}
