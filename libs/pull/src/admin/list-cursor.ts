import type { RejectionPosition } from '@oracle-integration/completions';
import { RequestInvalidError } from '@oracle-integration/platform';
import type { PullLogPosition } from '../access-log/pull-log.repository';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const REJECTION = new RegExp(`^(\\d{1,17})_(${UUID})_(\\d{1,9})_(\\d{1,9})$`);
const REQUEST = new RegExp(`^(\\d{1,17})_(${UUID})$`);

/** A place in the list of rejections as text for an address bar. */
export function encodeRejectionCursor(position: RejectionPosition): string {
  return [position.atMicros, position.recordId, position.revision, position.consumerId].join('_');
}

/** @throws RequestInvalidError when it is not one of ours */
export function decodeRejectionCursor(cursor: string): RejectionPosition {
  const [, atMicros, recordId, revision, consumerId] = REJECTION.exec(cursor) ?? notOurs();
  return {
    atMicros: atMicros!,
    recordId: recordId!,
    revision: Number(revision),
    consumerId: Number(consumerId),
  };
}

/** A place in the access log as text for an address bar. */
export function encodeRequestCursor({ atMicros, id }: PullLogPosition): string {
  return `${atMicros}_${id}`;
}

/** @throws RequestInvalidError when it is not one of ours */
export function decodeRequestCursor(cursor: string): PullLogPosition {
  const [, atMicros, id] = REQUEST.exec(cursor) ?? notOurs();
  return { atMicros: atMicros!, id: id! };
}

function notOurs(): never {
  const message = 'cursor is not one that this list gave out; pass nextCursor on unchanged';
  throw new RequestInvalidError([{ field: 'cursor', message }]);
}
