import { RequestInvalidError } from '@oracle-integration/platform';
import type { PersonPosition } from '../directory/directory.repository';

const RECORD_CURSOR = /^\d{1,18}$/;

/** A place in the list of people as text for an address bar. */
export function encodePeopleCursor({ sortName, siteId, userId }: PersonPosition): string {
  return Buffer.from(JSON.stringify([sortName, siteId, userId])).toString('base64url');
}

/** @throws RequestInvalidError when it is not one of ours */
export function decodePeopleCursor(cursor: string): PersonPosition {
  const [sortName, siteId, userId] = parsed(cursor);
  if (typeof sortName !== 'string' || typeof siteId !== 'string' || !Number.isSafeInteger(userId))
    throw notOurs();
  if (/\0/.test(sortName + siteId)) throw notOurs();
  return { sortName, siteId, userId: userId as number };
}

/** A place in the list of a person's completions. @throws RequestInvalidError when it is not one of ours */
export function decodeRecordCursor(cursor: string): string {
  if (!RECORD_CURSOR.test(cursor)) throw notOurs();
  return cursor;
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function notOurs(): RequestInvalidError {
  const message = 'cursor is not one that this list gave out; pass nextCursor on unchanged';
  return new RequestInvalidError([{ field: 'cursor', message }]);
}
