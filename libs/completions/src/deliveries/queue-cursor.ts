import type { QueueSort } from '@oracle-integration/contracts';
import { RequestInvalidError } from '@oracle-integration/platform';
import type { ItemPosition } from '@oracle-integration/queue';

const CURSOR = /^(newest|oldest|nextAttempt)-(\d{1,17})-(\d{1,18})$/;

/** A place in a list of the queue as text for an address bar; it names the order it belongs to. */
export function encodeQueueCursor(sort: QueueSort, { micros, id }: ItemPosition): string {
  return `${sort}-${sort === 'nextAttempt' ? micros : 0}-${id}`;
}

/** @throws RequestInvalidError when it is not one of ours, or of a list in another order */
export function decodeQueueCursor(sort: QueueSort, cursor: string): ItemPosition {
  const [, order, micros, id] = CURSOR.exec(cursor) ?? [];
  if (order !== sort || micros === undefined || id === undefined) {
    const message =
      'cursor is not one that this list gave out; pass nextCursor on unchanged, with the same sort';
    throw new RequestInvalidError([{ field: 'cursor', message }]);
  }
  return { micros, id };
}
