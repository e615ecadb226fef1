import { REQUEUE_IDS_MAX, type RequeuedView, type RequeueRequest } from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import { queueQueries } from './queue-queries';

/** How many items one press may name. */
export const SELECTION_MAX = REQUEUE_IDS_MAX;

/** Puts items back into the line; everything that shows them is asked anew. */
export function useRequeue() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: RequeueRequest) => requeue(body),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: queueQueries.all }),
        queryClient.invalidateQueries({ queryKey: ['completions'] }),
        queryClient.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}

/** How many a press would put back into the line; asked anew each time somebody is about to press. */
export function requeuePreview(body: RequeueRequest) {
  return queryOptions({
    // Not below the queue's own key: what is asked anew after the press is the lists, not this question.
    queryKey: ['requeue-preview', body],
    queryFn: () => requeue({ ...body, dryRun: true }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

function requeue(body: RequeueRequest): Promise<RequeuedView> {
  return callApi<RequeuedView>('/api/admin/queue/requeue', { method: 'POST', body });
}
