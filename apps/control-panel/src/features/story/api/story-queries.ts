import {
  type CompletionStoryView,
  type QueueItemDetailView,
  QueueItemStatus,
} from '@oracle-integration/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { pollDelay } from '../../../lib/polling';
import { type Story, toStory } from './story';

const { Queued, Sending, Failed } = QueueItemStatus;
const MOVING: readonly QueueItemStatus[] = [Queued, Sending, Failed];

/** Whether a delivery of it is still on its way. */
function isMoving({ deliveries }: Story): boolean {
  return deliveries.some(({ status }) => MOVING.includes(status));
}

export const storyQueries = {
  /** The whole story of one completion; asked again while a delivery of it is on its way. */
  story: (recordId: string) =>
    queryOptions({
      queryKey: ['completions', 'story', recordId],
      queryFn: async ({ signal }) =>
        toStory(
          await callApi<CompletionStoryView>(`/api/admin/completions/${encodeURIComponent(recordId)}`, {
            signal,
          }),
        ),
      refetchInterval: (query) => (query.state.data && isMoving(query.state.data) ? pollDelay(query) : false),
    }),

  /** The request by which one delivery is sent, secrets left out. */
  request: (queueItemId: string) =>
    queryOptions({
      queryKey: ['queue', 'request', queueItemId],
      queryFn: async ({ signal }) =>
        (
          await callApi<QueueItemDetailView>(`/api/admin/queue/${encodeURIComponent(queueItemId)}`, {
            signal,
          })
        ).request,
    }),
};
