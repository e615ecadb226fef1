import type { PurgedView, PurgeRequest, RequeuedView, RequeueRequest } from '@oracle-integration/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../../lib/api-client';
import type { ApiError } from '../../../lib/api-error';
import { refreshFigures } from '../api/refresh-figures';

/** What can be purged: items that were sent, or the log of deliveries. */
export type Purgeable = 'sent' | 'logs';

const PURGE_PATHS: Readonly<Record<Purgeable, string>> = {
  sent: '/api/admin/queue/purge',
  logs: '/api/admin/logs/purge',
};

/** A million rows take their time. */
const PATIENCE_MS = 300_000;

/** Counts are asked for anew each time: a dialog must not show those of an hour ago. */
const freshCount = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, retry: false } as const;

/** Dry runs: what the actions would do now. */
export const previewQueries = {
  requeue: () =>
    queryOptions({
      queryKey: ['action-preview', 'requeue'],
      queryFn: ({ signal }) => requeue({ dryRun: true }, signal),
      ...freshCount,
    }),
  purge: (what: Purgeable, olderThanDays: number) =>
    queryOptions({
      queryKey: ['action-preview', 'purge', what, olderThanDays],
      queryFn: ({ signal }) => purge(what, { olderThanDays, dryRun: true }, signal),
      ...freshCount,
    }),
};

/** Puts failed and dead items back into the line. */
export function useRequeue(onDone: (result: RequeuedView) => void) {
  const queryClient = useQueryClient();
  return useMutation<RequeuedView, ApiError, void>({
    mutationFn: () => requeue({}),
    onSuccess: (result) => {
      onDone(result);
      return refreshFigures(queryClient);
    },
  });
}

/** Removes what is older than so many days. */
export function usePurge(what: Purgeable, onDone: (result: PurgedView) => void) {
  const queryClient = useQueryClient();
  return useMutation<PurgedView, ApiError, number>({
    mutationFn: (olderThanDays) => purge(what, { olderThanDays }),
    onSuccess: (result) => {
      onDone(result);
      return refreshFigures(queryClient);
    },
  });
}

function requeue(body: RequeueRequest, signal?: AbortSignal): Promise<RequeuedView> {
  return callApi('/api/admin/queue/requeue', { method: 'POST', body, signal, timeoutMs: PATIENCE_MS });
}

function purge(what: Purgeable, body: PurgeRequest, signal?: AbortSignal): Promise<PurgedView> {
  return callApi(PURGE_PATHS[what], { method: 'POST', body, signal, timeoutMs: PATIENCE_MS });
}
