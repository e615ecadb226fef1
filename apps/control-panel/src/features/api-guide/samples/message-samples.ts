import type { CompletionView } from '@oracle-integration/contracts';

const lines = (value: unknown) => JSON.stringify(value, null, 2);

/** One page of the change feed. */
export function pageSample(sample: CompletionView): string {
  return lines({
    items: [sample],
    hasMore: false,
    nextCursor: 'eyJzIjoxMjA3fQ',
    consistentThrough: '2026-02-01T14:03:41.000Z',
  });
}

/** What came of an acknowledgement. */
export function acknowledgedSample({ id }: CompletionView): string {
  return lines({ results: [{ id, result: 'acknowledged' }] });
}

/** What is answered when something is wrong. */
export const PROBLEM_SAMPLE = lines({
  type: 'about:blank',
  title: 'The request cannot be understood',
  status: 400,
  detail: 'limit must be a whole number from 1 to 1000',
  code: 'HTTP.REQUEST_INVALID',
  requestId: 'req-8f3k2',
  errors: [{ field: 'limit', message: 'limit must be a whole number from 1 to 1000' }],
});
