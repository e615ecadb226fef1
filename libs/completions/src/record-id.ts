import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES_EACH = 16;

/** Random bytes for 256 ids at once: asking the system for each cost 12 µs, a tenth of a record's whole way. */
const pool = new Uint8Array(256 * BYTES_EACH);
let used = pool.length;

/** A new record's id. Ordered by time, so that new records lie together in their index. */
export function newRecordId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + BYTES_EACH);
  used += BYTES_EACH;
  return uuidv7({ random });
}
