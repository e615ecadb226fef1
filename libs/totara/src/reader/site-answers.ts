import type { LearnerCourse } from '@oracle-integration/completions';

/** A completion row by its key; `userId` is null where a change touched the whole course. */
export interface RowKey {
  readonly id: number;
  readonly userId: number | null;
  readonly courseId: number;
}

/** How far the site's tables go at one moment of the site's own clock. */
export interface SiteMarks {
  readonly currentId: number;
  readonly historyId: number;
  readonly logId: number;
  /** The oldest row of the change log that is still there; a site may clear what is older than a year. */
  readonly firstLogId: number | null;
  readonly now: Date;
}

/** What a range of rows comes to: two sides that agree in it hold the same. */
export interface RangeDigest {
  readonly rows: number;
  /** The exact sum of the fingerprints, as a decimal number. */
  readonly sum: string;
  /** The last id in the range; `null` where there is no row. */
  readonly lastId: number | null;
}

/** Some rows of the change log: how many, and the sum of their ids. */
export interface LogDigest {
  readonly rows: number;
  readonly idSum: number;
}

export interface RowFingerprint extends LearnerCourse {
  readonly id: number;
  readonly fingerprint: string;
}

/** How many completions of a course fall on one day (UTC), counted in days since 1970. */
export interface DayCount {
  readonly courseId: number;
  readonly day: number;
  readonly rows: number;
}

/** Drivers give 64-bit integers and decimals as text. */
type Numeric = string | number;

/** A number that the site keeps of a person or a course; `null`: none is filled in. */
export interface KeptNumber {
  readonly id: number;
  readonly number: string | null;
}

export type NumberRow = { id: Numeric; number: string | null };
export type KeyRow = { id: Numeric; user_id: Numeric | null; course_id: Numeric };
export type FingerprintRow = KeyRow & { fingerprint: Numeric };
export type DigestRow = { row_count: Numeric; fingerprint_sum: Numeric; last_id: Numeric | null };
export type LogDigestRow = { row_count: Numeric; id_sum: Numeric | null };
export type CountRow = { course_id: Numeric; day: Numeric; row_count: Numeric };
export type MarksRow = { now_ms: Numeric } & Record<
  'current_id' | 'history_id' | 'log_id' | 'first_log_id',
  Numeric | null
>;

export function rowKey({ id, user_id, course_id }: KeyRow): RowKey {
  return { id: Number(id), userId: user_id === null ? null : Number(user_id), courseId: Number(course_id) };
}

/** Spaces around a number are nobody's intention. */
export function keptNumber({ id, number }: NumberRow): KeptNumber {
  return { id: Number(id), number: number?.trim() || null };
}

export function rowFingerprint({ id, user_id, course_id, fingerprint }: FingerprintRow): RowFingerprint {
  return {
    id: Number(id),
    userId: Number(user_id),
    courseId: Number(course_id),
    fingerprint: String(fingerprint),
  };
}

export function rangeDigest({ row_count, fingerprint_sum, last_id }: DigestRow): RangeDigest {
  return {
    rows: Number(row_count),
    sum: String(fingerprint_sum),
    lastId: last_id === null ? null : Number(last_id),
  };
}

export function dayCount({ course_id, day, row_count }: CountRow): DayCount {
  return { courseId: Number(course_id), day: Number(day), rows: Number(row_count) };
}

/** A table that is empty, or that the site does not have, ends at 0. */
export function siteMarks(row: MarksRow): SiteMarks {
  return {
    currentId: Number(row.current_id),
    historyId: Number(row.history_id),
    logId: Number(row.log_id),
    firstLogId: row.first_log_id === null ? null : Number(row.first_log_id),
    now: new Date(Math.round(Number(row.now_ms))),
  };
}
