import { createHash } from 'node:crypto';
import type { ConsistentPage, FeedFilters } from '@oracle-integration/completions';
import { filtersDigest } from '@oracle-integration/completions';

/** Another one when records are rendered otherwise without getting a new revision. */
const VERSION = 1;

/**
 * A strong tag of what a page shows: its records, whether there is more, and the next cursor. `consistentThrough` is
 * left out, which moves on by itself.
 *
 * Records only ever leave a stretch of the feed, for a later place: as long as its ends and the number of its records
 * are the same, so are the records. Hashing 70 KB of text would cost a quarter of a page. Only what has been
 * acknowledged may come into a stretch, too, and is hashed.
 */
export function pageTag(after: string, filters: FeedFilters, page: ConsistentPage): string {
  const { lastSeq, count, hasMore, items } = page;
  const ends = `${VERSION}.${filtersDigest(filters).toString('hex')}.${after}.${lastSeq ?? ''}.${count}${hasMore ? '+' : ''}`;
  if (!filters.acknowledged?.is) return `"${ends}"`;
  return `"${ends}.${createHash('sha1').update(items).digest('base64url')}"`;
}

/** Whether an `If-None-Match` header names a tag: as it is, or as a proxy that compressed the answer weakened it. */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch
    .split(',')
    .some((named) => named.trim() === '*' || named.trim().replace(/^W\//, '') === tag);
}
