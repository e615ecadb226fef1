import { isCompletedStatus, type LedgerRecord } from './completion-record';
import { pictureWithoutPerson } from './erasure/without-person';
import type { Folded } from './fold-observation';
import type { LearnerCourse, LearnerCourseObservation } from './observation';
import type { SourceRowKey } from './source-row.repository';

/** What a picture does to the ledger, and what it was compared with. */
export interface FoldedPicture extends Folded {
  readonly picture: LearnerCourseObservation;
  readonly known: readonly LedgerRecord[];
}

/** Pictures folded without the lock, and the last change that the ledger showed before. */
export interface Looked {
  readonly folded: readonly FoldedPicture[];
  readonly position: string;
}

/** What tells one learner in one course from another. */
export function pairKey({ userId, courseId }: LearnerCourse): string {
  return `${userId}:${courseId}`;
}

/** One picture for each learner and course: the one that was told last. */
export function lastOfEachPair(
  observations: readonly LearnerCourseObservation[],
): LearnerCourseObservation[] {
  return [...new Map(observations.map((observation) => [pairKey(observation), observation])).values()];
}

export function groupByPair(records: readonly LedgerRecord[]): Map<string, LedgerRecord[]> {
  const groups = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    const group = groups.get(pairKey(record));
    if (group) group.push(record);
    else groups.set(pairKey(record), [record]);
  }
  return groups;
}

/** The pictures as they were told, those of erased people without the person. */
export function picturesOf({ folded }: Looked, erased: ReadonlySet<number>): LearnerCourseObservation[] {
  return folded.map(({ picture }) => (erased.has(picture.userId) ? pictureWithoutPerson(picture) : picture));
}

/** The rows that records were read from before, and that the picture no longer shows. */
export function vanishedRows({ picture, known, rows }: FoldedPicture): SourceRowKey[] {
  if (picture.extent === 'part') return [];
  const shown = new Set(rows.map(({ sourceTable, rowId }) => `${sourceTable}:${rowId}`));
  return known.flatMap(({ sourceTable, sourceRowId: rowId }) =>
    (sourceTable === 'current' || sourceTable === 'history') && !shown.has(`${sourceTable}:${rowId}`)
      ? [{ sourceTable, rowId }]
      : [],
  );
}

/** The completed records of present rows that the first load had read before the change log named them. */
export function unchangedPresent({ picture, known, changes }: FoldedPicture): LedgerRecord[] {
  const completedAt = picture.current?.completedAt?.getTime();
  const changed = new Set(changes.map(({ id }) => id));
  return known.filter(
    (record) =>
      completedAt !== undefined &&
      record.completedAt?.getTime() === completedAt &&
      isCompletedStatus(record.status) &&
      !changed.has(record.id),
  );
}
