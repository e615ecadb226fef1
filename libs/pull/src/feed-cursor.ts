import { type FeedFilters, filtersDigest } from '@oracle-integration/completions';
import { constantTimeEqual, shortSignature } from '@oracle-integration/platform';
import { CursorInvalidError, CursorOfOtherFiltersError } from './pull.errors';

/** Layout: version (1 byte), position (8), filters (8), signature over these (16). */
const VERSION = 1;
const CONTENT_BYTES = 17;
const CURSOR_BYTES = CONTENT_BYTES + 16;

/** A position in the feed as text for an address bar: opaque, signed, bound to its filters, valid for ever. */
export function encodeCursor(position: string, filters: FeedFilters, key: Buffer): string {
  const content = Buffer.alloc(CONTENT_BYTES);
  content.writeUInt8(VERSION, 0);
  content.writeBigUInt64BE(BigInt(position), 1);
  filtersDigest(filters).copy(content, 9);
  return Buffer.concat([content, shortSignature(key, content)]).toString('base64url');
}

/**
 * The position that a cursor stands for.
 *
 * @throws CursorInvalidError when it is not ours, CursorOfOtherFiltersError when it was given for other filters.
 */
export function decodeCursor(cursor: string, filters: FeedFilters, key: Buffer): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const content = bytes.subarray(0, CONTENT_BYTES);
  // The text is compared too: base64 has several spellings of the same bytes.
  const isOurs =
    bytes.length === CURSOR_BYTES &&
    bytes.toString('base64url') === cursor &&
    content.readUInt8(0) === VERSION &&
    constantTimeEqual(bytes.subarray(CONTENT_BYTES), shortSignature(key, content));
  if (!isOurs) throw new CursorInvalidError();
  if (!content.subarray(9).equals(filtersDigest(filters))) throw new CursorOfOtherFiltersError();
  return content.readBigUInt64BE(1).toString();
}
