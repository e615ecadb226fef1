import {
  type AcknowledgeCompletionsRequest,
  type AcknowledgedView,
  type CompletionPageView,
  EXAMPLE_COMPLETION,
} from '@oracle-integration/contracts';

const ID = EXAMPLE_COMPLETION.id;

export const PAGE_EXAMPLE: CompletionPageView = {
  items: [EXAMPLE_COMPLETION],
  hasMore: true,
  nextCursor: 'AQAAAAAAAAfWk3Jv0d2m9sR1cYw4nQ',
  consistentThrough: '2026-02-01T14:03:41.000Z',
};

export const OUTCOMES_EXAMPLE: AcknowledgeCompletionsRequest = {
  items: [
    { id: ID, revision: 1, outcome: 'accepted', externalId: '300100177' },
    { id: '0198c0de-5b1e-7d4a-9c3f-2f6a1d0b7e56', outcome: 'rejected', reason: 'No employee 4711' },
  ],
};

export const ACCEPTED_EXAMPLE: AcknowledgeCompletionsRequest = { ids: [ID] };

export const ACKNOWLEDGED_EXAMPLE: AcknowledgedView = { results: [{ id: ID, result: 'acknowledged' }] };
