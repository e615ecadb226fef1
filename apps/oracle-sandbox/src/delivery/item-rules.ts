import { COMPLETION_STATUSES, CompletionStatus } from '@oracle-integration/contracts';

/** An item of which only the id is known to be usable: the answer is matched by it. */
export type ItemCandidate = Record<string, unknown> & { id: string };

/** An item that obeys {@link itemTrouble}; whatever else it carries is accepted as it is. */
export type AcceptableItem = ItemCandidate & {
  idempotencyKey: string;
  userId: number;
  courseId: number;
};

export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;
const STATUSES = new Set<unknown>(COMPLETION_STATUSES);
const COMPLETED = new Set<unknown>([CompletionStatus.Complete, CompletionStatus.CompleteViaRpl]);

/** What is wrong with an item, as a sentence that names the member; `undefined` when it is acceptable. */
export function itemTrouble(item: ItemCandidate): string | undefined {
  const { idempotencyKey, id, revision, userId, courseId, status, timecompleted } = item;
  if (typeof idempotencyKey !== 'string' || idempotencyKey.trim() === '') {
    return 'idempotencyKey must be a non-empty string.';
  }
  if (idempotencyKey.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    return `idempotencyKey must have at most ${IDEMPOTENCY_KEY_LENGTH_MAX} characters.`;
  }
  if (!UUID.test(id)) return 'id must be a UUID.';
  if (!isPositiveInteger(revision)) return 'revision must be a whole number of at least 1.';
  if (!isPositiveInteger(userId)) return 'userId must be a positive whole number.';
  if (!isPositiveInteger(courseId)) return 'courseId must be a positive whole number.';
  if (!STATUSES.has(status)) return `status must be one of ${COMPLETION_STATUSES.join(', ')}.`;
  if (COMPLETED.has(status) && !isUtcTime(timecompleted)) {
    return `timecompleted must be an ISO 8601 time in UTC when status is ${String(status)}.`;
  }
  if (timecompleted !== undefined && timecompleted !== null && !isUtcTime(timecompleted)) {
    return 'timecompleted must be an ISO 8601 time in UTC, or null.';
  }
  return snapshotTrouble(item, 'user', userId) ?? snapshotTrouble(item, 'course', courseId);
}

/** Whether {@link itemTrouble} finds nothing. */
export function isAcceptable(item: ItemCandidate): item is AcceptableItem {
  return itemTrouble(item) === undefined;
}

function snapshotTrouble(item: ItemCandidate, name: 'user' | 'course', id: number): string | undefined {
  const snapshot = item[name];
  if (typeof snapshot !== 'object' || snapshot === null || Array.isArray(snapshot)) {
    return `${name} must be an object.`;
  }
  return (snapshot as { id?: unknown }).id === id ? undefined : `${name}.id must be the same as ${name}Id.`;
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

/**
 * Refuses also days that a calendar does not have: `Date` would take 30 February as 2 March. Compared as numbers:
 * writing the time out again took an eighth of all that this program does with an item.
 */
function isUtcTime(value: unknown): boolean {
  if (typeof value !== 'string' || !ISO_UTC.test(value)) return false;
  const time = new Date(value);
  return (
    time.getUTCDate() === Number(value.slice(8, 10)) && time.getUTCHours() === Number(value.slice(11, 13))
  );
}
