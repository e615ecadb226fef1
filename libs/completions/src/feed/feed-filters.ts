import { createHash } from 'node:crypto';
import type { CompletionStatus } from '@oracle-integration/contracts';

export interface FeedFilters {
  readonly courseIds: readonly number[];
  readonly userIds: readonly number[];
  readonly statuses: readonly CompletionStatus[];
  /** Whether a consumer has acknowledged the present revision; left out: either. */
  readonly acknowledged?: { readonly consumerId: number; readonly is: boolean };
}

const DIGEST_BYTES = 8;
const digests = new WeakMap<FeedFilters, Buffer>();

/** Eight bytes that are the same for the same filters in any order. */
export function filtersDigest(filters: FeedFilters): Buffer {
  const known = digests.get(filters);
  if (known) return known;
  const { acknowledged } = filters;
  // Cursors are valid for ever: what is without acknowledgement must go on to be digested as it always was.
  const named = acknowledged
    ? [...recordFilters(filters), [acknowledged.consumerId, acknowledged.is]]
    : recordFilters(filters);
  const digest = digestOf(named);
  digests.set(filters, digest);
  return digest;
}

/** The same of what the records themselves must show, whoever acknowledged them. */
export function recordFiltersDigest(filters: FeedFilters): Buffer {
  return digestOf(recordFilters(filters));
}

function recordFilters({ courseIds, userIds, statuses }: FeedFilters): unknown[] {
  return [[...courseIds].sort((a, b) => a - b), [...userIds].sort((a, b) => a - b), [...statuses].sort()];
}

function digestOf(named: unknown[]): Buffer {
  return createHash('sha256').update(JSON.stringify(named)).digest().subarray(0, DIGEST_BYTES);
}
