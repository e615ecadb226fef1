import { RequestInvalidError } from '@oracle-integration/platform';
import type { RevokedPosition } from '@oracle-integration/queue';

const CURSOR = /^(\d{1,17})-(\d{1,18})$/;

/** A place in the list as text for an address bar. */
export function encodeRevokedCursor({ revokedAtMicros, id }: RevokedPosition): string {
  return `${revokedAtMicros}-${id}`;
}

/** @throws RequestInvalidError when it is not one of ours */
export function decodeRevokedCursor(cursor: string): RevokedPosition {
  const [, revokedAtMicros, id] = CURSOR.exec(cursor) ?? [];
  if (revokedAtMicros === undefined || id === undefined) {
    const message = 'cursor is not one that this list gave out; pass nextCursor on unchanged';
    throw new RequestInvalidError([{ field: 'cursor', message }]);
  }
  return { revokedAtMicros, id };
}
