import type { Settings } from '@oracle-integration/settings';
import { LosslessNumber, stringify } from 'lossless-json';
import { secondsSpent, type ToldCompletion } from '../told-completion';

const COMMENT_MAX = 4000;

/** How completions are written into learning records. */
export interface RecordRules {
  readonly status: string;
  readonly score: 'percent' | 'points' | 'none';
  readonly withEffort: boolean;
  readonly reasonCode: string | undefined;
  /** `{id}` and `{revision}` stand for those of the completion. */
  readonly comment: string;
}

export function recordRulesOf(settings: Settings): RecordRules {
  return {
    status: settings.pushFusionStatus,
    score: settings.pushFusionScore,
    withEffort: settings.pushFusionEffort,
    reasonCode: settings.pushFusionReasonCode,
    comment: settings.pushFusionComment,
  };
}

/** Whom a record belongs to: the id, or the number where Oracle takes that alone. */
export type Assignee = { readonly assignedToId: bigint } | { readonly assignedToNumber: string };

/** What is written of a completion, whether the record is new or not. */
export function completionFields(
  told: ToldCompletion & { completedAt: Date },
  { recordId, revision }: { recordId: string; revision: number },
  rules: RecordRules,
): Record<string, unknown> {
  const score = actualScoreOf(told, rules);
  const seconds = rules.withEffort ? secondsSpent(told) : null;
  const comment = rules.comment.replaceAll('{id}', recordId).replaceAll('{revision}', String(revision));
  return {
    assignmentStatus: rules.status,
    completedDate: told.completedAt.toISOString().replace('.000Z', 'Z'),
    ...(score === null ? {} : { actualScore: score }),
    ...(seconds === null ? {} : { actualEffortInHours: Math.round(seconds / 36) / 100 }),
    ...(rules.reasonCode ? { reasonCode: rules.reasonCode } : {}),
    ...(comment ? { statusChangeComment: comment.slice(0, COMMENT_MAX) } : {}),
  };
}

/** `null`: none is told. */
export function actualScoreOf(
  { grade }: Pick<ToldCompletion, 'grade'>,
  { score }: Pick<RecordRules, 'score'>,
): number | null {
  if (!grade || score === 'none') return null;
  if (score === 'points') return grade.value;
  const percent =
    grade.percent ?? (grade.max !== null && grade.max > 0 ? (grade.value / grade.max) * 100 : null);
  return percent === null ? null : Math.round(percent * 100) / 100;
}

/** A new record; ids are bare integers, whatever their size. */
export function newRecord(
  fields: Record<string, unknown>,
  {
    assignee,
    itemId,
    assignmentType,
  }: { assignee: Assignee; itemId: bigint; assignmentType: string | undefined },
): Record<string, unknown> {
  return {
    learningItemId: new LosslessNumber(String(itemId)),
    ...('assignedToId' in assignee
      ? { assignedToId: new LosslessNumber(String(assignee.assignedToId)) }
      : assignee),
    ...(assignmentType ? { assignmentType } : {}),
    ...fields,
  };
}

export function recordText(payload: unknown): string {
  return stringify(payload) ?? '';
}
