import type { DeliveryPolicyName, KeptBackBy } from '@oracle-integration/contracts';
import type { RecordContent } from './completion-record';
import { isErasedSql } from './erasure/is-erased-sql';

/** Which completions are delivered. What a policy keeps back stays in the ledger and in Pull, and is not queued. */
export interface DeliveryPolicy {
  readonly statuses: readonly string[];
  /** Totara ids; `null`: all courses. */
  readonly coursesIncluded: readonly number[] | null;
  readonly coursesExcluded: readonly number[];
  /** Names; `null`: all categories. */
  readonly categoriesIncluded: readonly string[] | null;
  readonly categoriesExcluded: readonly string[];
  readonly isArchivedSent: boolean;
  /** A completion that changes in its grade alone is sent again. */
  readonly isGradeChangeSent: boolean;
  /** ISO 8601. What was completed before is not sent; `null`: no matter when. */
  readonly earliest: string | null;
  /** Oracle is told when the site takes back a completion that it has; otherwise that is only shown. */
  readonly isRevocationSent: boolean;
}

export const DELIVER_EVERYTHING: DeliveryPolicy = {
  statuses: ['complete', 'completeviarpl'],
  coursesIncluded: null,
  coursesExcluded: [],
  categoriesIncluded: null,
  categoriesExcluded: [],
  isArchivedSent: true,
  isGradeChangeSent: true,
  earliest: null,
  isRevocationSent: false,
};

/** What says when a completion goes again, and keeps none back. */
const OF_SENDING_AGAIN: readonly string[] = [
  'isGradeChangeSent',
  'isRevocationSent',
] satisfies (keyof DeliveryPolicy)[];

/** What of a policy keeps completions back, as a text: the same as long as nothing of it changes. Pure. */
export function keepingPart(policy: DeliveryPolicy): string {
  return JSON.stringify(policy, (name, value: unknown) =>
    OF_SENDING_AGAIN.includes(name) ? undefined : value,
  );
}

type Judged = Pick<RecordContent, 'status' | 'courseId' | 'archived' | 'timecompleted'> & {
  readonly course: Pick<RecordContent['course'], 'category'>;
};

/** Whether a policy lets a completion go to Oracle. Pure. */
export function isDeliveredBy(policy: DeliveryPolicy, judged: Judged): boolean {
  return keptBackBy(policy, judged) === null;
}

/** The first policy that keeps a completion back; `null`: none does. Pure. */
export function keptBackBy(
  policy: DeliveryPolicy,
  { status, courseId, course, ...content }: Judged,
): DeliveryPolicyName | null {
  const { coursesIncluded, categoriesIncluded, earliest } = policy;
  const category = course.category ?? '';
  const isLate = () => Date.parse(content.timecompleted ?? '') >= Date.parse(earliest ?? '');
  if (!policy.statuses.includes(status)) return 'statuses';
  if (coursesIncluded !== null && !coursesIncluded.includes(courseId)) return 'courses';
  if (policy.coursesExcluded.includes(courseId)) return 'courses';
  if (categoriesIncluded !== null && !categoriesIncluded.includes(category)) return 'categories';
  if (policy.categoriesExcluded.includes(category)) return 'categories';
  if (!policy.isArchivedSent && content.archived) return 'archived';
  return earliest !== null && !isLate() ? 'earliest' : null;
}

/**
 * The same as a condition on `completion_records`.
 *
 * @param parameter the policy, as `$7` for example
 * @param record what the query calls the table
 */
export function isDeliveredSql(parameter: string, record = 'completion_records'): string {
  const policy = (member: string) => `(${parameter}::jsonb -> '${member}')`;
  const category = `to_jsonb(coalesce(${record}.public_json -> 'course' ->> 'category', ''))`;
  return `${policy('statuses')} @> to_jsonb(${record}.status)
    AND (${policy('coursesIncluded')} = 'null' OR ${policy('coursesIncluded')} @> to_jsonb(${record}.course_id))
    AND NOT ${policy('coursesExcluded')} @> to_jsonb(${record}.course_id)
    AND (${policy('isArchivedSent')} = 'true' OR NOT ${record}.is_archived)
    AND (${policy('earliest')} = 'null'
      OR ${record}.completed_at >= (${parameter}::jsonb ->> 'earliest')::timestamptz)
    AND (${policy('categoriesIncluded')} = 'null' OR ${policy('categoriesIncluded')} @> ${category})
    AND (${policy('categoriesExcluded')} = '[]' OR NOT ${policy('categoriesExcluded')} @> ${category})`;
}

/** Kept back by a policy, of a record without a time completed, too, or by an erasure: a condition on `record`. */
export function isKeptBackSql(parameter: string): string {
  return `((${isDeliveredSql(parameter, 'record')}) IS NOT TRUE OR ${isErasedSql()})`;
}

/** What keeps a completion back: the erasure of its person, or a policy; `null`: nothing does. Pure. */
export function keeperOf(policy: DeliveryPolicy, judged: Judged, isErased: boolean): KeptBackBy | null {
  return isErased ? 'erasure' : keptBackBy(policy, judged);
}
