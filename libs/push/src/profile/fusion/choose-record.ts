import type { LearningRecord } from './learning-record';

/** What Oracle shall hold. */
export interface WantedRecord {
  readonly status: string;
  readonly completedAt: Date;
  /** `null`: no score is told. */
  readonly score: number | null;
}

export type RecordChoice =
  /** Oracle holds it already. */
  { readonly there: LearningRecord } | { readonly update: LearningRecord } | { readonly create: true };

const ENDED = /_(WITHDRAWN|DELETED|REJECTED|REQ_REJECTED)$/;

/**
 * Which of the records of one person and one learning item the completion belongs to: the one that says the same
 * completion, else an assignment that is still open, else a new one: a completion of another date, as after a
 * recertification, is left as it is.
 */
export function chooseRecord(records: readonly LearningRecord[], wanted: WantedRecord): RecordChoice {
  const same = records.find((record) => saysSameCompletion(record, wanted));
  if (same) {
    return wanted.score === null || wanted.score === same.score ? { there: same } : { update: same };
  }
  const open = records.find(({ status }) => status !== wanted.status && !ENDED.test(status ?? ''));
  return open ? { update: open } : { create: true };
}

/** Whether the record is complete, at that moment. */
export function saysSameCompletion(record: LearningRecord, { status, completedAt }: WantedRecord): boolean {
  return record.status === status && isSameMoment(record.completedAt, completedAt);
}

/** Some releases keep the date only. */
function isSameMoment(told: string | null, at: Date): boolean {
  if (told === null) return false;
  const isDate = /^\d{4}-\d\d-\d\d(T00:00:00(\.0+)?(Z|[+-]\d\d:\d\d))?$/.test(told);
  return isDate ? told.slice(0, 10) === at.toISOString().slice(0, 10) : Date.parse(told) === at.getTime();
}
