import {
  type CompletionCourseView,
  CompletionStatus,
  type CompletionUserView,
} from '@oracle-integration/contracts';
import { contentOf, isCompletedStatus, type LedgerRecord, type RecordContent } from './completion-record';
import type {
  CompletionObservation,
  LearnerCourseObservation,
  PartialPicture,
  WholePicture,
} from './observation';

/** ISO 8601 to the second, as Totara keeps its times. */
function isoSeconds(at: Date | null): string | null {
  return at === null ? null : `${at.toISOString().slice(0, -5)}Z`;
}

/**
 * The content of a record after an observation.
 *
 * Two things are kept from what the ledger had: the name of a person whom Totara has anonymised since, and, for an
 * archived row, everything but the archiving (Totara's history keeps only the time and a grade of unknown unit).
 */
export function observedContent(
  pair: WholePicture,
  row: CompletionObservation,
  known: LedgerRecord | undefined,
): RecordContent {
  const before = known && needsKnownContent(pair, row) ? contentOf(known) : undefined;
  const snapshots = {
    user: userView(pair, before?.user),
    course: pair.course === null && before ? before.course : courseView(pair),
  };
  if (row.source === 'history' && before) return { ...archivedFacts(before, row), ...snapshots };
  return { ...shownFacts(pair, row), ...snapshots };
}

/** What the ledger knew of a completion, now that only the history holds it. */
function archivedFacts(before: RecordContent, row: CompletionObservation): RecordContent {
  // A revoked record does not say what it was, except by the reason for prior learning that it kept.
  const observed = before.rpl === null ? row.status : CompletionStatus.CompleteViaRpl;
  const status = isCompletedStatus(before.status) ? before.status : observed;
  const timecompleted = isoSeconds(row.completedAt);
  return {
    ...before,
    status,
    progress: 100,
    timecompleted,
    grade: archivedGrade(before, row),
    archived: true,
  };
}

/**
 * The history keeps a bare number: points, or percent for prior learning, or 0 for no grade. As long as it can be the
 * grade that is known, that one stays, which says more; another number is a correction.
 */
function archivedGrade({ grade }: RecordContent, row: CompletionObservation): RecordContent['grade'] {
  const value = row.grade?.value ?? 0;
  if (value === 0 || value === grade?.value || value === grade?.percent) return grade;
  return row.grade && { value, max: row.grade.max, percent: row.grade.percent };
}

/**
 * The content of a record after a message or a file, which do not tell everything: what they leave out stays as the
 * ledger knew it, as long as it is the same completion or the enrolment that led to it.
 */
export function mergedContent(
  pair: PartialPicture,
  row: CompletionObservation,
  known: LedgerRecord | undefined,
): RecordContent {
  const shown = shownFacts(pair, row);
  const before = known && contentOf(known);
  const isSameCompletion = before?.timecompleted === shown.timecompleted;
  return {
    ...shown,
    progress: shown.progress ?? before?.progress ?? null,
    timeenrolled: shown.timeenrolled ?? before?.timeenrolled ?? null,
    timestarted: shown.timestarted ?? before?.timestarted ?? null,
    grade: shown.grade ?? (isSameCompletion ? before?.grade : null) ?? null,
    rpl:
      shown.rpl ??
      (isSameCompletion && isPriorLearning(before) && isPriorLearning(shown) ? before!.rpl : null),
    user: pair.user === null && before ? before.user : userView(pair, before?.user),
    course: pair.course === null && before ? before.course : courseView(pair),
  };
}

function isPriorLearning(content: { status: CompletionStatus } | undefined): boolean {
  return content?.status === CompletionStatus.CompleteViaRpl;
}

/** What a row says of the learning itself. */
function shownFacts(
  { userId, courseId }: LearnerCourseObservation,
  row: CompletionObservation,
): Omit<RecordContent, 'user' | 'course'> {
  return {
    userId,
    courseId,
    status: row.status,
    progress: isCompletedStatus(row.status) ? 100 : row.progress,
    timeenrolled: isoSeconds(row.enrolledAt),
    timestarted: isoSeconds(row.startedAt),
    timecompleted: isoSeconds(row.completedAt),
    grade: row.grade && { value: row.grade.value, max: row.grade.max, percent: row.grade.percent },
    rpl: row.rpl,
    archived: row.source === 'history',
  };
}

/** Parsing the stored JSON costs; most observations do without. */
function needsKnownContent(pair: WholePicture, row: CompletionObservation): boolean {
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
