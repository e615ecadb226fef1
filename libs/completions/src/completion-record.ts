import { createHash } from 'node:crypto';
import type {
  CompletionCourseView,
  CompletionStatus,
  CompletionUserView,
  CompletionView,
  GradeView,
} from '@oracle-integration/contracts';
import type { SourceTable } from './observation';

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
  readonly sourceTable: SourceTable;
  readonly sourceRowId: number;
  /** Hash of the content, see {@link contentHash}. */
  readonly contentHash: string;
  /** The stored public JSON. */
  readonly publicJson: string;
}

/** A record as it must be written: new, or the next revision of one there is. */
export interface RecordChange {
  readonly id: string;
  readonly revision: number;
  readonly previous: LedgerRecord | undefined;
  readonly content: RecordContent;
  readonly completedAt: Date | null;
  readonly sourceTable: SourceTable;
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

function parts(content: RecordContent): { head: string; tail: string } {
  const { user, course, ...facts } = content;
  return { head: JSON.stringify(facts), tail: JSON.stringify({ user, course }) };
}

/** Equal exactly when outsiders would see no difference. Hex, 40 characters. */
export function contentHash(content: RecordContent): string {
  const { head, tail } = parts(content);
  return createHash('sha1').update(head).update(tail).digest('hex');
}

/** The public JSON of one revision: rendered once, stored, and handed on as text by Pull and Push. */
export function renderPublicJson(change: RecordChange, changedAt: Date): string {
  const { head, tail } = parts(change.content);
  const identity = `"id":"${change.id}","revision":${change.revision}`;
  return `{${identity},${head.slice(1, -1)},"changedAt":"${changedAt.toISOString()}",${tail.slice(1)}`;
}
