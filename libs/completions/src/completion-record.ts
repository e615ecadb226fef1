import { hash } from 'node:crypto';
import type {
  CompletionCourseView,
  CompletionStatus,
  CompletionUserView,
  CompletionView,
  GradeView,
  RecordChangeKind,
} from '@oracle-integration/contracts';
import type { RecordSource } from './observation';

/** What outsiders see of a record, except what changes with every revision (id, revision, changedAt). */
export interface RecordContent {
  readonly userId: number;
  readonly courseId: number;
  readonly status: CompletionStatus;
  readonly progress: number | null;
  readonly timeenrolled: string | null;
  readonly timestarted: string | null;
  readonly timecompleted: string | null;
  readonly grade: GradeView | null;
  readonly rpl: string | null;
  readonly archived: boolean;
  readonly user: CompletionUserView;
  readonly course: CompletionCourseView;
}

/** A record as the ledger holds it. */
export interface LedgerRecord {
  readonly id: string;
  readonly revision: number;
  readonly userId: number;
  readonly courseId: number;
  readonly status: CompletionStatus;
  readonly isArchived: boolean;
  readonly completedAt: Date | null;
  readonly sourceTable: RecordSource;
  readonly sourceRowId: number;
  /** Hash of the content, see {@link RenderedContent}. */
  readonly contentHash: string;
  /** The stored public JSON. */
  readonly publicJson: string;
}

/** A record as it must be written: new, or the next revision of one there is. */
export interface RecordChange {
  readonly id: string;
  readonly revision: number;
  /** What happened to the record, for its history. */
  readonly kind: RecordChangeKind;
  readonly previous: LedgerRecord | undefined;
  readonly content: RecordContent;
  readonly rendered: RenderedContent;
  readonly completedAt: Date | null;
  readonly sourceTable: RecordSource;
  readonly sourceRowId: number;
}

/** Whether a status says that the course was completed, in either way. */
export function isCompletedStatus(status: CompletionStatus): boolean {
  return status === 'complete' || status === 'completeviarpl';
}

/** The content that a stored record shows. */
export function contentOf(record: LedgerRecord): RecordContent {
  const view = JSON.parse(record.publicJson) as CompletionView;
  return {
    userId: view.userId,
    courseId: view.courseId,
    status: view.status,
    progress: view.progress,
    timeenrolled: view.timeenrolled,
    timestarted: view.timestarted,
    timecompleted: view.timecompleted,
    grade: view.grade,
    rpl: view.rpl,
    archived: view.archived,
    user: view.user,
    course: view.course,
  };
}

/** A content in the two pieces that its public JSON is put together from. Worked out once a revision. */
export interface RenderedContent {
  readonly facts: string;
  readonly names: string;
  /** Equal exactly when outsiders would see no difference. Hex, 40 characters. */
  readonly hash: string;
}

/** Put together by hand: a first load renders millions, and `JSON.stringify` of the whole took three times as long. */
export function renderContent(content: RecordContent): RenderedContent {
  const { userId, courseId, status, progress, grade, archived } = content;
  const facts =
    `"userId":${userId},"courseId":${courseId},"status":"${status}","progress":${progress},` +
    `"timeenrolled":${quoted(content.timeenrolled)},"timestarted":${quoted(content.timestarted)},` +
    `"timecompleted":${quoted(content.timecompleted)},"grade":${grade === null ? 'null' : JSON.stringify(grade)},` +
    `"rpl":${JSON.stringify(content.rpl)},"archived":${archived}`;
  const names = `"user":${JSON.stringify(content.user)},"course":${JSON.stringify(content.course)}`;
  return { facts, names, hash: hash('sha1', `${facts},${names}`) };
}

/** Times are ISO 8601, which needs no escaping. */
function quoted(time: string | null): string {
  return time === null ? 'null' : `"${time}"`;
}

/** The public JSON of one revision: rendered once, stored, and handed on as text by Pull and Push. */
export function renderPublicJson(
  { id, revision, rendered }: Pick<RecordChange, 'id' | 'revision' | 'rendered'>,
  changedAt: Date,
): string {
  const { facts, names } = rendered;
  return `{"id":"${id}","revision":${revision},${facts},"changedAt":"${changedAt.toISOString()}",${names}}`;
}
