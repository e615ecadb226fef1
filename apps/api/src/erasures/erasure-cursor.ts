import { RequestInvalidError } from '@oracle-integration/platform';
import type { ErasurePosition } from './erasure.repository';

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36})$/;

export function erasureCursor({ requestedAt, id }: ErasurePosition): string {
  return Buffer.from(`${requestedAt.toISOString()} ${id}`).toString('base64url');
}

/** @throws RequestInvalidError */
export function parseErasureCursor(cursor: string | undefined): ErasurePosition | undefined {
  if (cursor === undefined) return undefined;
  const [, requestedAt, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (requestedAt === undefined || id === undefined || Number.isNaN(Date.parse(requestedAt))) {
    throw new RequestInvalidError([{ field: 'cursor', message: 'cursor must be one that a page gave' }]);
  }
  return { requestedAt: new Date(requestedAt), id };
}
