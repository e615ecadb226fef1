import {
  type CompletionCourseView,
  CompletionStatus,
  type CompletionUserView,
} from '@oracle-integration/contracts';
import { contentOf, isCompletedStatus, type LedgerRecord, type RecordContent } from './completion-record';
import type { CompletionObservation, LearnerCourseObservation } from './observation';

/** ISO 8601 to the second, as Totara keeps its times. */
function isoSeconds(at: Date | null): string | null {
  return at === null ? null : at.toISOString().replace('.000Z', 'Z');
}

/**
 * The content of a record after an observation.
 *
 * Two things are kept from what the ledger had: the name of a person whom Totara has anonymised since, and, for an
 * archived row, everything but the archiving (Totara's history keeps only the time and a grade of unknown unit).
 */
export function observedContent(
  pair: LearnerCourseObservation,
  row: CompletionObservation,
  known: LedgerRecord | undefined,
): RecordContent {
  const before = known && needsKnownContent(pair, row) ? contentOf(known) : undefined;
  const snapshots = {
    user: userView(pair, before?.user),
    course: pair.course === null && before ? before.course : courseView(pair),
  };
  if (row.source === 'history' && before && before.timecompleted === isoSeconds(row.completedAt)) {
    // A revoked record does not say what it was, except by the reason for prior learning that it kept.
    const observed = before.rpl === null ? row.status : CompletionStatus.CompleteViaRpl;
    const status = isCompletedStatus(before.status) ? before.status : observed;
    return { ...before, status, progress: 100, archived: true, ...snapshots };
  }
  return {
    userId: pair.userId,
    courseId: pair.courseId,
    status: row.status,
    progress: isCompletedStatus(row.status) ? 100 : null,
    timeenrolled: isoSeconds(row.enrolledAt),
    timestarted: isoSeconds(row.startedAt),
    timecompleted: isoSeconds(row.completedAt),
    grade: row.grade && { value: row.grade.value, max: row.grade.max, percent: row.grade.percent },
    rpl: row.rpl,
    archived: row.source === 'history',
    ...snapshots,
  };
}

/** Parsing the stored JSON costs; most observations do without. */
function needsKnownContent(pair: LearnerCourseObservation, row: CompletionObservation): boolean {
  return row.source === 'history' || pair.user === null || pair.user.deleted || pair.course === null;
}

/** Every member by name: the order of a source's own objects must not reach the stored JSON, nor its hash. */
function userView(
  pair: LearnerCourseObservation,
  before: CompletionUserView | undefined,
): CompletionUserView {
  const { user, userId: id } = pair;
  const isGone = user === null || user.deleted;
  if (isGone && before) return { ...before, deleted: true };
  return {
    id,
    username: user?.username ?? null,
    idnumber: user?.idnumber ?? null,
    firstname: user?.firstname ?? null,
    lastname: user?.lastname ?? null,
    email: user?.email ?? null,
    suspended: user?.suspended ?? false,
    deleted: isGone,
  };
}

function courseView({ course, courseId: id }: LearnerCourseObservation): CompletionCourseView {
  return {
    id,
    fullname: course?.fullname ?? null,
    shortname: course?.shortname ?? null,
    idnumber: course?.idnumber ?? null,
    category: course?.category ?? null,
  };
}
